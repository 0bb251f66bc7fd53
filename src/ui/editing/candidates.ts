/** The list of what could be typed next, as a pop-up has it: which is chosen, and what taking it does. */
import { replaceText, type TextEditor } from './text-editor.ts';

export interface Candidate {
  /** Takes the place of the text between `from` and `to`. */
  readonly text: string;
  /** Said beside it: a type, where it comes from. */
  readonly aside: string;
}

export interface CandidateList {
  readonly from: number;
  readonly to: number;
  /** At least one. */
  readonly candidates: readonly Candidate[];
  readonly chosen: number;
}

/** Null where there is nothing to choose from. */
export function candidateList(found: Omit<CandidateList, 'chosen'>): CandidateList | null {
  return found.candidates.length === 0 ? null : { ...found, chosen: 0 };
}

/** Round the ends. */
export function choosing<List extends CandidateList>(list: List, step: 1 | -1): List {
  const count = list.candidates.length;
  return { ...list, chosen: (list.chosen + step + count) % count };
}

/** The text with the chosen candidate in it, the cursor behind; to be undone in one step. */
export function withCandidate(editor: TextEditor, list: CandidateList): TextEditor {
  const candidate = list.candidates[list.chosen];
  return candidate === undefined ? editor : replaceText(editor, list, candidate.text);
}
