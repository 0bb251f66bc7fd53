/** What typed code comes to. */
import type { CodeCompletion } from '../../../evaluation/completion/code-completion.ts';
import type { Evaluation, ToldLine } from '../../../evaluation/evaluation.ts';
import type { Page, QuerySpec } from '../../../queries/query-spec.ts';

/** How the rows of a value open: read anew, as they are, or a single one as text. */
export type OpenedRows =
  | { readonly type: 'gone' }
  | { readonly type: 'spec'; readonly spec: QuerySpec }
  /** `leftOut` more rows are there. */
  | { readonly type: 'given'; readonly page: Page; readonly leftOut: number }
  | { readonly type: 'text'; readonly text: string };

export type ReplMessage =
  /** What code writes while it runs. */
  | {
      readonly type: 'code-told';
      readonly requestId: number;
      readonly screenId: number;
      readonly lines: readonly ToldLine[];
    }
  | {
      readonly type: 'code-evaluated';
      readonly requestId: number;
      readonly screenId: number;
      readonly code: string;
      readonly evaluation: Evaluation;
    }
  /** `hasSandbox` is null where the command says nothing of it; `restarts` asks for another process. */
  | {
      readonly type: 'dot-command-ran';
      readonly requestId: number;
      readonly screenId: number;
      readonly text: string;
      readonly tone: 'plain' | 'bad';
      readonly hasSandbox: boolean | null;
      readonly restarts: boolean;
    }
  | {
      readonly type: 'code-completed';
      readonly screenId: number;
      readonly text: string;
      readonly cursor: number;
      readonly completion: CodeCompletion;
    }
  /** The newest first. */
  | { readonly type: 'code-history-read'; readonly history: readonly string[] }
  | {
      readonly type: 'evaluated-rows-read';
      readonly screenId: number;
      readonly title: string;
      readonly opened: OpenedRows;
    };
