/** Instants of an opened value: told where the console tells times, in UTC or as they are here. */
import { cellText, prettyText } from '../../../output/cell.ts';
import type { TimeZone } from '../../../output/instant-text.ts';
import type { PageColumn, Value } from '../../../queries/query-spec.ts';
import type { ValueScreen } from './state.ts';
import { treeLines, type TreeLine } from './tree.ts';

/** What the text of a value is made of again when the zone changes; undefined for what has no instants. */
export function timedValue(column: PageColumn, value: Value): ValueScreen['timed'] {
  // A range of instants is a list of its bounds, or text that has its zone.
  const isTimed = value instanceof Date || column.kind === 'date' || column.type.startsWith('tstz');
  return isTimed && value !== null ? { kind: column.kind, value } : undefined;
}

/** The text that is shown, copied and paged. */
export function valueText({ timed, text }: ValueScreen, timeZone: TimeZone): string {
  return timed === undefined ? text : prettyText(timed.value, { kind: timed.kind, timeZone });
}

export function lineText({ value, text }: TreeLine, timeZone: TimeZone): string {
  return value instanceof Date ? cellText(value, { kind: 'date', timeZone }) : text;
}

/** Whether the screen tells a time. */
export function hasInstants({ timed, tree }: ValueScreen): boolean {
  return (
    timed !== undefined || (tree !== undefined && treeLines(tree).some(({ value }) => value instanceof Date))
  );
}
