/** Ways through all pages of a spec. */
import type { Queries } from '../../../src/queries/open-queries.ts';
import type { Page, PagePlace, QuerySpec, Value } from '../../../src/queries/query-spec.ts';

export type Walk = 'forwards' | 'backwards';

/**
 * The values of column `id`, in the order of the table whichever way the pages are walked: from the start by `after`, from the end
 * by `before`. `between` runs between two pages.
 */
export async function walkPages(
  queries: Queries,
  spec: QuerySpec,
  walk: Walk,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly Value[]> {
  const ids: Value[] = [];
  let place: PagePlace | null = { type: walk === 'forwards' ? 'start' : 'end' };
  while (place !== null) {
    const page: Page = await queries.page({ ...spec, place });
    const column = page.columns.findIndex(({ name }) => name === 'id');
    const read = page.rows.map((row) => row[column] ?? null);
    if (walk === 'forwards') ids.push(...read);
    else ids.unshift(...read);
    const hasMore: boolean = walk === 'forwards' ? page.hasAfter : page.hasBefore;
    const bookmark = walk === 'forwards' ? page.bookmarks.at(-1) : page.bookmarks[0];
    place =
      hasMore && bookmark !== undefined ? { type: walk === 'forwards' ? 'after' : 'before', bookmark } : null;
    await between();
  }
  return ids;
}
