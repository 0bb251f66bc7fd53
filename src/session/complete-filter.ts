/** Joins what is known of models and tables with the completion of filters. */
import type { FilterCompletion } from '../queries/filter/complete-filter.ts';
import type { CompletionRequest } from '../session.ts';
import type { SessionParts } from './parts.ts';

/** Empty for a source that is not there. Of a model no connection is needed. */
export async function completeFilter(
  parts: SessionParts,
  { source, text, cursor }: CompletionRequest,
): Promise<FilterCompletion> {
  const { namesOfModel, namesOfTable } = await import('../queries/filter/completion-names.ts');
  const names =
    source.type === 'model'
      ? namesOfModel((await parts.application.get()).models, source.name)
      : await namesOfTable(await parts.database.get(), source.schema, source.name);
  if (names === null) return { from: cursor, to: cursor, candidates: [] };
  const completion = await import('../queries/filter/complete-filter.ts');
  return completion.completeFilter(text, cursor, names);
}
