/** Joins what is known of models and tables with the completion of filters. */
import type { CompletionNames, FilterCompletion } from '../queries/filter/complete-filter.ts';
import type { ReadSource } from '../queries/query-spec.ts';
import type { CompletionRequest } from '../session-shapes.ts';
import type { SessionParts } from './parts.ts';

/** What was read of the table whose filter is being typed: not every key reads the catalog. */
const typedTables = new WeakMap<
  SessionParts,
  { readonly key: string; readonly names: Promise<CompletionNames | null> }
>();

/** A step of a journal may have changed the table that was typed about. */
export function forgetTypedTable(parts: SessionParts): void {
  typedTables.delete(parts);
}

/** Empty for a source that is not there. Of a model no connection is needed. */
export async function completeFilter(
  parts: SessionParts,
  { source, text, cursor }: CompletionRequest,
): Promise<FilterCompletion> {
  const { namesOfModel } = await import('../queries/filter/completion-names.ts');
  const names =
    source.type === 'model'
      ? namesOfModel((await parts.application.get()).models, source.name)
      : source.type === 'sql'
        ? null
        : await tableNames(parts, source, text.length <= 1);
  if (names === null) return { from: cursor, to: cursor, candidates: [] };
  const completion = await import('../queries/filter/complete-filter.ts');
  return completion.completeFilter(text, cursor, names);
}

/** Read anew where a filter begins. */
async function tableNames(
  parts: SessionParts,
  { schema, name }: Extract<ReadSource, { type: 'table' }>,
  isFresh: boolean,
): Promise<CompletionNames | null> {
  const key = JSON.stringify([schema, name]);
  const known = typedTables.get(parts);
  if (known?.key === key && !isFresh) return known.names;
  const { namesOfTable } = await import('../queries/filter/completion-names.ts');
  const names = namesOfTable(await parts.database.get(), schema, name);
  typedTables.set(parts, { key, names });
  // What failed is tried again.
  names.catch(() => typedTables.delete(parts));
  return names;
}
