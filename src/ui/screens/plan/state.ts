/** The plan screen: how the server would read something, or did, as a tree that folds. */
import type { ErrorReport } from '../../../errors.ts';
import type { Explanation, ExplainRequest } from '../../../queries/explain/plan.ts';

export interface PlanScreen {
  readonly type: 'plan';
  readonly id: number;
  /** What is read, as the way here calls it. */
  readonly title: string;
  readonly request: ExplainRequest;
  /** Set while it is being explained. */
  readonly requestId: number | null;
  /** Stays while it is explained again. */
  readonly explanation: Explanation | null;
  readonly error: ErrorReport | null;
  /** Ids of the nodes whose children are folded away. */
  readonly closed: ReadonlySet<number>;
  /** Line under the cursor, and the first painted one. */
  readonly cursor: number;
  readonly top: number;
}
