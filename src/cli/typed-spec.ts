/** The options of `query` and `export` that say what to read, as the part of a QuerySpec that they are. */
import type { QuerySpec } from '../queries/query-spec.ts';
import type { OptionValues } from './command.ts';
import { parseOrder, splitNames } from './spec-terms.ts';

/** What of the spec the options say by themselves: what is mistyped here fails before anything is loaded. */
export function typedSpec(
  options: OptionValues,
  defaultLimit: number | null,
): Omit<QuerySpec, 'source' | 'scopes'> {
  const columns = splitNames(options.list('columns'));
  const offset = options.integer('offset');
  const search = options.text('search');
  return {
    isUnscoped: options.flag('unscoped'),
    filter: options.text('where') ?? '',
    relatedTo: null,
    ...(search === null ? {} : { search }),
    columns: columns.length === 0 ? null : columns,
    order: parseOrder(options.list('order')),
    softDeleted: options.flag('with-deleted') ? 'shown' : 'hidden',
    limit: options.integer('limit') ?? defaultLimit,
    place: offset === null ? { type: 'start' } : { type: 'offset', offset },
    clipBytes: null,
  };
}
