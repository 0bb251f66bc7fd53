/**
 * Groups of a model's rows: what the scopes, the filter and a followed association leave, through the model's own finder. What is
 * included is a condition of the rows at most, so that no row is counted once for each of its relatives.
 */
import type { FindOptions, IncludeOptions, OrderItem, ProjectionAlias, Sequelize } from 'sequelize';
import type { Relation } from '../../database/relation.ts';
import { ConsoleError } from '../../errors.ts';
import { compileSpec, type CompiledSpec } from '../compile-spec.ts';
import { plannedRows } from '../estimate-rows.ts';
import { explainModelStatement } from '../explain-model.ts';
import { findModel, listNames, unknownName } from '../find-model.ts';
import { attributesOf } from '../model-attributes.ts';
import { findRows, mainStatement, recordStatement, runWatched, type ModelReader } from '../model-reader.ts';
import { sourceName, type Page, type QuerySpec, type RowCount, type RowEstimate } from '../query-spec.ts';
import { plainValue } from '../plain-value.ts';
import { columnOf, sequelizeClassOf } from '../sequelize-class.ts';
import { shortSql } from '../short-sql.ts';
import { isVirtualType, shortTypeName, typeNameOfAttribute } from '../value-kind.ts';
import { readGroupPage } from './group-page.ts';
import {
  directionWords,
  groupedColumns,
  groupedValue,
  impossible,
  type GroupedColumn,
  type GroupedField,
  type GroupedSource,
} from './grouped-columns.ts';

export interface CompiledGroups {
  /** With the options of the groups that the spec's own limit and place leave. */
  readonly compiled: CompiledSpec;
  readonly columns: readonly GroupedColumn[];
  /** All groups, in no order, and their order. */
  readonly options: FindOptions;
  readonly order: OrderItem[];
}

export async function readModelGroups(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<Page> {
  const { compiled, columns, options, order } = await compileGroups(reader, spec);
  return readGroupPage(
    spec,
    columns.map(({ page }) => page),
    async ({ limit, offset }) => {
      const window = { ...(limit === null ? {} : { limit }), ...(offset === 0 ? {} : { offset }) };
      const { value, statements } = await runWatched(
        reader,
        spec,
        () => findRows(compiled, { ...options, order, ...window }),
        signal,
      );
      const statement = mainStatement(statements, compiled.model);
      const sql = statement?.sql ?? '';
      return {
        rows: value.map((row) =>
          columns.map((column) => groupedValue(column, plainValue(Reflect.get(row, column.page.name)))),
        ),
        sql,
        shortSql: shortSql(sql, [], limit),
        durationMs: statement?.durationMs ?? 0,
      };
    },
    async () => (await countModelGroups(reader, spec, null, signal)).count,
  );
}

/** The statement of all groups that the spec's own limit and place leave, as an application would write it. */
export async function compileModelGroups(reader: ModelReader, spec: QuerySpec): Promise<string> {
  const { compiled } = await compileGroups(reader, spec);
  return (await recordStatement(reader, spec, compiled)).sql;
}

/** How many groups there are, `most` at most (null: all). */
export async function countModelGroups(
  reader: ModelReader,
  spec: QuerySpec,
  most: number | null,
  signal?: AbortSignal,
): Promise<RowCount> {
  const { compiled, options } = await compileGroups(reader, spec);
  const limited = most === null ? options : { ...options, limit: most };
  const { sql: written } = await recordStatement(reader, spec, compiled, limited);
  const sql = `SELECT count(*) AS "count" FROM (${written.replace(/;\s*$/, '')}) AS counted`;
  const { value, statements } = await runWatched(reader, spec, () => reader.sequelize.query(sql), signal);
  const [rows] = value;
  const [row] = rows as readonly { readonly count: string }[]; // the one column of the one row
  return { count: Number(row?.count ?? 0), sql, durationMs: statements.at(-1)?.durationMs ?? 0 };
}

export async function estimateModelGroups(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<RowEstimate> {
  const { compiled, options } = await compileGroups(reader, spec);
  const { sql } = await recordStatement(reader, spec, compiled, options);
  const { plan, durationMs } = await explainModelStatement(reader, spec, sql, signal);
  return { rows: plannedRows(plan), sql, durationMs };
}

/** Throws for what cannot be grouped so. `now` is what a filter's `7d` is counted from. */
export async function compileGroups(
  reader: Pick<ModelReader, 'sequelize' | 'relations'>,
  spec: QuerySpec,
  now = new Date(),
): Promise<CompiledGroups> {
  const { sequelize, relations } = reader;
  const model = findModel(sourceName(spec.source), sequelize);
  const relation = await relations.find(model, false);
  const { columns, order } = groupedColumns(spec, modelFields(model, relation));
  const rows: QuerySpec = { ...spec, columns: null, order: [], limit: null, place: { type: 'start' } };
  const compiled = compileSpec(rows, sequelize, { own: relation, joined: null }, { rows: 'grouped', now });
  refuseScope(compiled);
  const { where, include = [], paranoid } = compiled.findOptions;
  const by = columns.flatMap(({ term, field }) => (term === null && field !== null ? [field] : []));
  const unread = [include].flat().map((item) => ({ ...(item as IncludeOptions), attributes: [] }));
  const items = order.map((term): OrderItem => [term.attribute, directionWords(term)]);
  const options: FindOptions = {
    raw: true,
    ...(where === undefined ? {} : { where }),
    ...(unread.length === 0 ? {} : { include: unread }),
    ...(paranoid === undefined ? {} : { paranoid }),
    attributes: columns.map((column) => itemOf(column, compiled, sequelize)),
    ...(by.length === 0 ? {} : { group: by.map(({ column }) => columnOf(model, sequelize, column)) }),
  };
  const { limit, place } = spec;
  const shown: FindOptions = {
    ...options,
    ...(items.length === 0 ? {} : { order: items }),
    ...(limit === null ? {} : { limit }),
    ...(place.type === 'offset' && place.offset > 0 ? { offset: place.offset } : {}),
  };
  return {
    compiled: { ...compiled, plainOptions: shown, statementOptions: shown },
    columns,
    order: items,
    options,
  };
}

function itemOf(
  { page, field, term }: GroupedColumn,
  { model }: CompiledSpec,
  sequelize: Sequelize,
): string | ProjectionAlias {
  const { fn, literal } = sequelizeClassOf(sequelize);
  if (term === null) return page.name;
  if (field === null) return [fn('count', literal('*')), page.name];
  const column = columnOf(model, sequelize, field.column);
  return [fn(term.function, term.isDistinct ? fn('DISTINCT', column) : column), page.name];
}

/** What a scope says of the rows, the finder would say of the groups. */
function refuseScope({ scope, model }: CompiledSpec): void {
  const what =
    scope.group !== undefined
      ? 'groups the rows itself'
      : scope.limit !== undefined || scope.offset !== undefined
        ? 'has a limit of its own, which would become one of the groups'
        : null;
  if (what === null) return;
  throw impossible(`A scope of model "${model.name}" ${what}.`, 'Leave that scope out.');
}

function modelFields(model: ReturnType<typeof findModel>, relation: Relation | null): GroupedSource {
  const attributes = attributesOf(model);
  const byColumn = new Map([...attributes].map(([name, { field }]) => [field ?? name, name]));
  const find = (asked: string): GroupedField => {
    const name = attributes.has(asked) ? asked : (byColumn.get(asked) ?? asked);
    const attribute = attributes.get(name);
    if (attribute === undefined) {
      const known = [...attributes.keys()];
      throw unknownName({
        code: 'unknown-attribute',
        message: `Model "${model.name}" has no attribute "${asked}".`,
        name: asked,
        known,
        otherwise: `Known are ${listNames(known)}.`,
      });
    }
    if (isVirtualType(attribute.type)) {
      throw new ConsoleError(`Rows cannot be grouped by "${name}", which has no column.`, {
        code: 'virtual-attribute',
        kind: 'usage',
        remedy: 'Name an attribute that is stored.',
      });
    }
    const column = attribute.field ?? name;
    const said = typeNameOfAttribute(attribute.type);
    const stored = relation?.columns.find((known) => known.name === column)?.type;
    return { name, column, type: said === 'enum' || stored === undefined ? said : shortTypeName(stored) };
  };
  return { what: `model "${model.name}"`, find };
}
