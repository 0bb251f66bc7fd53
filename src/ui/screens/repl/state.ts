/** The REPL screen: what was typed and what it came to, and the text that is typed now. */
import type { ErrorReport } from '../../../errors.ts';
import type { Evaluation, ToldLine } from '../../../evaluation/evaluation.ts';
import type { RecordView } from '../../../output/evaluation-text.ts';
import type { CandidateList } from '../../editing/candidates.ts';
import { emptyEditor, type TextEditor } from '../../editing/text-editor.ts';

/** An evaluation that ran. */
export type RanEvaluation = Extract<Evaluation, { readonly statements: unknown }>;

/** One piece of the transcript. An entry never changes: what is painted of it is kept by the object. */
export type ReplEntry =
  | { readonly type: 'input'; readonly text: string }
  | { readonly type: 'evaluation'; readonly evaluation: RanEvaluation }
  /** What code writes, while it runs or later; `leftOut` lines stood before. */
  | { readonly type: 'told'; readonly lines: readonly ToldLine[]; readonly leftOut: number }
  /** What a command says; `text` may have several lines. */
  | { readonly type: 'said'; readonly text: string; readonly tone: 'plain' | 'muted' | 'bad' }
  /** What could not be asked at all. */
  | { readonly type: 'refused'; readonly report: ErrorReport };

export interface ReplScreen {
  readonly type: 'repl';
  readonly id: number;
  readonly editor: TextEditor;
  /** What could be typed next; null where nothing is offered. */
  readonly completion: CandidateList | null;
  /** The oldest first. */
  readonly entries: readonly ReplEntry[];
  /** The last evaluation that ran: what `.sql`, `.explain` and the table of rows are about. */
  readonly last: RanEvaluation | null;
  /** What was evaluated without failing: what `.code` and `.save` write. */
  readonly inputs: readonly string[];
  readonly view: RecordView;
  /** Lines that the transcript is scrolled back by; 0 follows its end. */
  readonly back: number;
  /** The input that is under way; null where none is. */
  readonly running: { readonly requestId: number; readonly text: string } | null;
  /** How many inputs of the history lie behind the one shown; null for one of its own. */
  readonly past: number | null;
  /** What was typed before the history was looked through. */
  readonly draft: string;
}

/** What of the REPL outlives its screen. */
export interface ReplMemory {
  readonly last: ReplScreen | null;
  /** The newest first; null before it is read. */
  readonly history: readonly string[] | null;
  /** Whether what lines change is held in a transaction. */
  readonly hasSandbox: boolean;
}

export const emptyMemory: ReplMemory = { last: null, history: null, hasSandbox: false };

export function emptyRepl(id: number): ReplScreen {
  return {
    type: 'repl',
    id,
    editor: emptyEditor,
    completion: null,
    entries: [],
    last: null,
    inputs: [],
    view: 'table',
    back: 0,
    running: null,
    past: null,
    draft: '',
  };
}

/** Entries that are kept: those of an afternoon. */
const keptEntries = 400;

/** The transcript with more at its end, which is shown. */
export function withEntries(screen: ReplScreen, ...added: readonly ReplEntry[]): ReplScreen {
  return { ...screen, entries: [...screen.entries, ...added].slice(-keptEntries), back: 0 };
}

/** Nothing under way: what was is said to be interrupted. */
export function replAtRest(screen: ReplScreen): ReplScreen {
  if (screen.running === null) return screen;
  return withEntries({ ...screen, running: null }, { type: 'said', text: 'interrupted', tone: 'muted' });
}

/** Lines of the editor: as many as its text has, within what leaves room for the transcript. */
export function replEditorHeight({ editor }: Pick<ReplScreen, 'editor'>, innerHeight: number): number {
  const lines = editor.text.split('\n').length;
  return Math.max(2, Math.min(lines, Math.floor(innerHeight * 0.4)));
}

/** When the process of the project is another one: the names in it are gone, and with them an open sandbox. */
export function replLost(memory: ReplMemory): ReplMemory {
  const { last, hasSandbox } = memory;
  if (last === null || (last.inputs.length === 0 && last.running === null && !hasSandbox)) {
    return { ...memory, hasSandbox: false };
  }
  const sandbox = hasSandbox ? '; the sandbox is rolled back' : '';
  const text = `The models are loaded again: names typed so far are gone${sandbox}.`;
  const told = withEntries(replAtRest(last), { type: 'said', text, tone: hasSandbox ? 'bad' : 'muted' });
  return { ...memory, last: { ...told, inputs: [], last: null }, hasSandbox: false };
}
