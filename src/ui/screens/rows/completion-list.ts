/** What could be typed next in a filter, as a list to choose from, and what choosing does to the line. */
import type { FilterCompletion } from '../../../queries/filter/complete-filter.ts';
import { candidateList, type CandidateList } from '../../editing/candidates.ts';
import type { LineInput } from '../../terminal/line-input.ts';

export interface CompletionList extends CandidateList {
  /** The text and cursor that it completes. */
  readonly line: LineInput;
}

/** The list for a line; null where there is nothing to choose. */
export function completionOf(line: LineInput, found: FilterCompletion): CompletionList | null {
  const list = candidateList(found);
  return list === null ? null : { ...list, line };
}

/** The line with the chosen candidate in; null where the list completes another line. */
export function lineWithChosen(line: LineInput, list: CompletionList | null): LineInput | null {
  const candidate = list?.candidates[list.chosen];
  if (list?.line !== line || candidate === undefined) return null;
  const behind = line.text.slice(list.to);
  const gap = /[.(]$/.test(candidate.text) || behind.startsWith(' ') ? '' : ' ';
  const before = `${line.text.slice(0, list.from)}${candidate.text}${gap}`;
  return { text: before + behind, cursor: before.length };
}
