/**
 * Sequelize code → QuerySpec, where a spec can say it. The code is parsed and never run; what cannot be said is refused with its
 * place, and what changes no row is dropped with a warning.
 */
import { isRecord } from '../../../project/modules/module-values.ts';
import type { ModelReader } from '../../model-reader.ts';
import { compileWithRelation } from '../../read-model.ts';
import type { QuerySpec } from '../../query-spec.ts';
import type { CodeSpec, CodeWarning } from '../code.ts';
import { readSource, type CodeSource } from './code-source.ts';
import { findCall } from './find-call.ts';
import { readCall } from './read-call.ts';
import type { NotedSearch, ReadingOptions } from './reading.ts';
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
  const searches: NotedSearch[] = [];
  const onSearch = (search: NotedSearch): void => void searches.push(search);
  const reading: ReadingOptions = { source, sequelize, now, warn, onSearch };
  const unsearched = readCall(call, values, reading);
  const searched = await withSearch(unsearched, searches, reader, source);
  const spec = await withScopeOrder(reader, searched, source, call.at);
  for (const { at, method } of call.afterwards) {
    warn(at, `\`${method}\` was left out: what is done with the rows is not part of a query.`);
  }
  if (values.nowAt !== null) warn(values.nowAt, `The time is now ${now.toISOString()}, for good.`);
  return { spec, warnings };
}

/** A search is believed where it is the same SQL. */
async function withSearch(
  spec: QuerySpec,
  [search, second]: readonly NotedSearch[],
  reader: ModelReader,
  source: CodeSource,
): Promise<QuerySpec> {
  if (search === undefined) return spec;
  const searched = { ...spec, search: search.text };
  const { compiled } = await compileWithRelation(reader, searched);
  const literal: unknown = compiled.conditions.at(-1);
  const isSame = isRecord(literal) && literal.val === search.sql;
  if (isSame && second === undefined) return searched;
  throw source.fault(
    (second ?? search).at,
    'this is SQL, which the grammar of filters cannot say',
    'Leave it out, and search again.',
  );
}
