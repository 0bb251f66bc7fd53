/**
 * QuerySpec → Sequelize code as a person would write it: run as it stands, it gives the rows of the spec's page in their order. It
 * is written from the options that the page itself is read with.
 */
import type { Association, FindOptions } from 'sequelize';
import type { Database } from '../../database/client.ts';
import { isRecord } from '../../project/modules/module-values.ts';
import type { CompiledSpec } from '../compile-spec.ts';
import { findModel } from '../find-model.ts';
import { compileGroups } from '../grouping/group-model.ts';
import { compileTableGroups } from '../grouping/group-table.ts';
import { isGrouped } from '../grouping/grouped-columns.ts';
import type { ModelReader } from '../model-reader.ts';
import { sourceName, type QuerySpec } from '../query-spec.ts';
import { compileWithRelation } from '../read-model.ts';
import { compileTableSql, type TableSource } from '../read-table.ts';
import { sequelizeClassOf } from '../sequelize-class.ts';
import { call, layOut, type Code, type CodeItem } from './code-layout.ts';
import type { CodeOptions, QueryCode } from './code.ts';
import { finderOptions } from './finder-options.ts';
import { withoutSubqueryFilters } from './limited-includes.ts';
import { literalNotes } from './literal-notes.ts';
import { longText } from './literal-text.ts';
import { includesCode } from './write-include.ts';
import { modelText, objectCode, ValueWriter } from './write-value.ts';
import { whereContext } from './write-where.ts';

type Entry = readonly [string, Code | CodeItem];

/** A table without a model: its statement, with the values in their places. */
export async function tableCode(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
  options: CodeOptions,
): Promise<QueryCode> {
  const written = isGrouped(spec)
    ? await compileTableGroups(database, source, spec)
    : await compileTableSql(database, source, spec);
  const sql = written.replace(/;\s*$/, '');
  const code = call('await sequelize.query', longText(sql), '{ type: QueryTypes.SELECT }');
  return withImports(code, ['QueryTypes'], options);
}

/** Rejects as compiling the spec does, and with `code-impossible` where a scope brings what code has no literal for. */
export async function modelCode(
  reader: ModelReader,
  spec: QuerySpec,
  options: CodeOptions,
  now = new Date(),
): Promise<QueryCode> {
  const { sequelize } = reader;
  const { compiled: asRead } = isGrouped(spec)
    ? await groupedRows(reader, spec, now)
    : await compileWithRelation(reader, spec, now);
  const compiled = withoutSubqueryFilters(asRead);
  const model = findModel(sourceName(spec.source), sequelize);
  const getter = getterOf(spec, reader);
  const writer = new ValueWriter(sequelizeClassOf(sequelize), literalNotes(spec, asRead, sequelize, now));
  const context = whereContext(model, writer.Op);
  const finder = finderOptions({ spec, compiled, context, isGetter: getter !== null });
  const entries = Object.entries(finder.options).flatMap(([key, value]): readonly Entry[] => {
    if (key !== 'include') return [[key, writer.writeNoted(value)]];
    // The join table of a getter comes by itself.
    const includes = includesOf(value, getter);
    return includes.length === 0 ? [] : [[key, includesCode(includes, model, writer)]];
  });
  const scopes = finder.isScoped ? scopeArguments(spec, writer) : [];
  const isBare = !finder.isScoped || (spec.isUnscoped && scopes.length === 0);
  if (getter !== null) {
    const scoped: readonly Entry[] =
      scopes.length > 0 ? [['scope', listCode(scopes)]] : isBare ? [['scope', 'false']] : [];
    // What the join table's row holds would have to be grouped by, too.
    const alone: readonly Entry[] = isGrouped(spec) ? [['joinTableAttributes', '[]']] : [];
    const all = [...scoped, ...entries, ...alone];
    const start = call(
      `await ${modelText(getter.association.source.name)}.build`,
      objectCode([[getter.key, writer.write(getter.value)]]),
    );
    const code = call(`${layOut(start)}.${getter.accessor}`, ...(all.length === 0 ? [] : [objectCode(all)]));
    return withImports(code, writer.hasOperators ? ['Op'] : [], options);
  }
  const scoped = scopes.length > 0 ? `.${layOut(call('scope', ...scopes))}` : isBare ? '.unscoped()' : '';
  const code = call(
    `await ${modelText(model.name)}${scoped}.findAll`,
    ...(entries.length === 0 ? [] : [objectCode(entries)]),
  );
  return withImports(code, writer.hasOperators ? ['Op'] : [], options);
}

/** The rows that are grouped, and what the finder is told to group them. */
async function groupedRows(
  reader: ModelReader,
  spec: QuerySpec,
  now: Date,
): Promise<{ readonly compiled: CompiledSpec }> {
  const { compiled, options, order } = await compileGroups(reader, spec, now);
  const { limit, place } = spec;
  const plainOptions: FindOptions = {
    ...options,
    ...(order.length === 0 ? {} : { order }),
    ...(limit === null ? {} : { limit }),
    ...(place.type === 'offset' && place.offset > 0 ? { offset: place.offset } : {}),
  };
  return { compiled: { ...compiled, plainOptions } };
}

interface Getter {
  readonly association: Association;
  readonly accessor: string;
  /** The attribute that the association starts from, and its value. */
  readonly key: string;
  readonly value: unknown;
}

/** Rows behind a join table are reached by the association's own getter; others by their key. */
function getterOf({ relatedTo }: QuerySpec, { sequelize }: ModelReader): Getter | null {
  if (relatedTo?.value == null) return null;
  const association = findModel(relatedTo.model, sequelize).associations[relatedTo.association];
  if (association?.associationType !== 'BelongsToMany') return null;
  const accessors: unknown = Reflect.get(association, 'accessors');
  const accessor = isRecord(accessors) ? accessors['get'] : null;
  const key: unknown = Reflect.get(association, 'sourceKey');
  if (typeof accessor !== 'string' || typeof key !== 'string') return null;
  return { association, accessor, key, value: relatedTo.value };
}

function includesOf(includes: unknown, getter: Getter | null): readonly unknown[] {
  const all: readonly unknown[] = Array.isArray(includes) ? includes : [includes];
  if (getter === null) return all;
  const own: unknown = Reflect.get(getter.association, 'oneFromTarget');
  return all.filter((include: unknown) => {
    return !isRecord(include) || include['association'] !== own;
  });
}

/** The default scope is left unsaid where it is the only one. */
function scopeArguments({ scopes, isUnscoped }: QuerySpec, writer: ValueWriter): readonly Code[] {
  const used = scopes.filter(({ name }) => name !== 'defaultScope' || !isUnscoped);
  return used.map(({ name, arguments: values }) =>
    values.length === 0
      ? writer.write(name)
      : objectCode([['method', listCode([name, ...values].map((value) => writer.write(value)))]]),
  );
}

function listCode(codes: readonly Code[]): Code {
  return { before: '', bracket: '[', items: codes.map((code) => ({ prefix: '', code })) };
}

function withImports(
  code: Code,
  names: readonly string[],
  { language = 'javascript', withImports: isWhole = false }: CodeOptions,
): QueryCode {
  const text = layOut(code);
  if (!isWhole) return { text };
  const list = names.join(', ');
  const imports =
    language === 'typescript'
      ? `import { ${list} } from 'sequelize';`
      : `const { ${list} } = require('sequelize');`;
  return { text: `${names.length === 0 ? '' : `${imports}\n\n`}${text};` };
}
