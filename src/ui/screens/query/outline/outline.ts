/** The outline of a query: one line a part, opened where there is more to it, and the line that the cursor is on. */
import { groupedDigits } from '../../../../output/grouped-digits.ts';
import type { QuerySpec } from '../../../../queries/query-spec.ts';
import { scrolledTo } from '../../../scroll.ts';
import type { State } from '../../../state.ts';
import { fieldsAt, modelAt, sourceTitle } from '../parts/models.ts';
import type { QueryScreen } from '../state.ts';
import { includeLines } from './include-lines.ts';
import { deletedAside, explosionLines, lensNotes, rowsAside } from './lens-notes.ts';
import { groupLines, orderLines } from './list-lines.ts';
import { outlineLine, type OutlineLine } from './outline-line.ts';
import { attributeLines, filterLine, softDeletedLine } from './part-lines.ts';
import { scopeLines } from './scope-lines.ts';

export function outlineOf(state: State, screen: QueryScreen): readonly OutlineLine[] {
  const { spec, open } = screen;
  const model = modelAt(state, spec, []);
  const place = { path: [], depth: 0, open };
  return [
    outlineLine({
      id: 'model',
      label: spec.source.type,
      part: { type: 'model' },
      text: sourceTitle(spec.source),
      aside: rowsAside(screen),
      tone: 'part',
      verb: 'choose another',
    }),
    ...relatedLines(spec),
    ...(model === null ? [] : scopeLines(model, spec, open.has('scopes'), lensNotes(screen))),
    ...(model?.isParanoid === true && open.has('scopes')
      ? [softDeletedLine({ ...place, depth: 1 }, spec.softDeleted === 'shown', deletedAside(screen))]
      : []),
    filterLine(place, spec.filter),
    ...attributeLines(place, {
      fields: fieldsAt(state, spec, []),
      columns: spec.columns,
      shown: shownAttributes(state, screen),
    }),
    ...(model === null ? [] : [...includeLines(state, screen, [], 0), ...explosionLines(screen)]),
    ...groupLines(spec, open.has('grouping')),
    ...orderLines(spec, open.has('order')),
    outlineLine({
      id: 'limit',
      label: 'limit',
      part: { type: 'limit' },
      text: spec.limit === null ? 'none' : groupedDigits(spec.limit),
      tone: 'part',
      verb: 'type a number',
    }),
  ];
}

/** What a query that came from a grid may carry and none that is built here has. */
function relatedLines({ relatedTo, search }: QuerySpec): readonly OutlineLine[] {
  const related =
    relatedTo === null
      ? []
      : [
          outlineLine({
            id: 'related',
            label: 'of',
            part: { type: 'related' },
            text: `${relatedTo.association} of one ${relatedTo.model}`,
            tone: 'part',
            verb: 'd takes it off',
          }),
        ];
  const searched =
    search === undefined
      ? []
      : [
          outlineLine({
            id: 'search',
            label: 'search',
            part: { type: 'search' },
            text: search,
            tone: 'part',
            verb: 'd takes it off',
          }),
        ];
  return [...related, ...searched];
}

/** The attributes that are read: what was chosen, else what came with rows, else all there are. */
export function shownAttributes(state: State, { spec, natural }: QueryScreen): readonly string[] {
  return spec.columns ?? natural ?? fieldsAt(state, spec, []).map(({ name }) => name);
}

/** The line under the cursor: the one of its id, else the one that stands in its place. */
export function cursorIndex(lines: readonly OutlineLine[], { cursor }: Pick<QueryScreen, 'cursor'>): number {
  const index = lines.findIndex(({ id }) => id === cursor.id);
  return index >= 0 ? index : Math.max(0, Math.min(cursor.index, lines.length - 1));
}

/** The first line that is painted: the one kept, as far as the cursor is in view then and no room stays empty. */
export function outlineTop(
  lines: readonly OutlineLine[],
  screen: Pick<QueryScreen, 'cursor' | 'top'>,
  height: number,
): number {
  const top = scrolledTo(cursorIndex(lines, screen), screen.top, height);
  return Math.max(0, Math.min(top, lines.length - height));
}
