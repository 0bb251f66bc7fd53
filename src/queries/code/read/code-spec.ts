/**
 * Sequelize code → QuerySpec, where a spec can say it. The code is parsed and never run; what cannot be said is refused with its
 * place, and what changes no row is dropped with a warning.
 */
import type { ModelReader } from '../../model-reader.ts';
import { compileWithRelation } from '../../read-model.ts';
import type { QuerySpec } from '../../query-spec.ts';
import type { CodeSpec, CodeWarning } from '../code.ts';
import { heldSql } from '../literal-notes.ts';
import { readSource, type CodeSource } from './code-source.ts';
import { findCall } from './find-call.ts';
import { readCall } from './read-call.ts';
import type { HeldSql, ReadingOptions } from './reading.ts';
import { withScopeOrder } from './scope-order.ts';
import { StaticReader } from './static-value.ts';

/**
 * Rejects with `code-syntax`, `code-not-said`, or what is wrong with a name, each with line and column. The catalog is read where the
 * code says that it searches.
 */
export async function codeSpec(reader: ModelReader, text: string, now = new Date()): Promise<CodeSpec> {
  const { sequelize } = reader;
  const source = readSource(text);
  const { call, constants } = findCall(source);
  const warnings: CodeWarning[] = [];
  const warn = (at: number, message: string): void => {
    warnings.push({ message, ...source.place(at) });
  };
  const values = new StaticReader(source, constants, now);
  const held: HeldSql[] = [];
  const onHeld = (sql: HeldSql): void => void held.push(sql);
  const reading: ReadingOptions = { source, sequelize, now, warn, onHeld };
  const read = readCall(call, values, reading);
  const whole = await withHeld(read, held, reader, source);
  const spec = await withScopeOrder(reader, whole, source, call.at);
  for (const { at, method } of call.afterwards) {
    warn(at, `\`${method}\` was left out: what is done with the rows is not part of a query.`);
  }
  if (values.nowAt !== null) warn(values.nowAt, `The time is now ${now.toISOString()}, for good.`);
  return { spec, warnings };
}

/** A search, and what is required, are believed where they are the same SQL. */
async function withHeld(
  read: QuerySpec,
  held: readonly HeldSql[],
  reader: ModelReader,
  source: CodeSource,
): Promise<QuerySpec> {
  if (held.length === 0) return read;
  const spec = held.reduce(withNoted, read);
  const { compiled } = await compileWithRelation(reader, spec);
  const searches = held.filter(({ type }) => type === 'search');
  const untrue = searches[1] ?? held.find(({ type, text, sql }) => heldSql(compiled, type, text) !== sql);
  if (untrue === undefined) return spec;
  throw source.fault(
    untrue.at,
    'this is SQL, which the grammar of filters cannot say',
    untrue.type === 'search'
      ? 'Leave it out, and search again.'
      : 'Leave it out, and write `required: true` in the include.',
  );
}

function withNoted(spec: QuerySpec, { type, text }: HeldSql): QuerySpec {
  if (type === 'search') return { ...spec, search: text };
  const includes = spec.includes ?? [];
  return {
    ...spec,
    includes: includes.map((use) => (use.association === text ? { ...use, required: true } : use)),
  };
}
