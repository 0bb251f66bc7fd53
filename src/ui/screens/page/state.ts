/** The page of a model or table: everything that models, catalog and migrations say of it, in sections that fold. */
import type { Beside } from './beside.ts';
import type { SectionId } from './page-row.ts';

export interface PageScreen {
  readonly type: 'page';
  readonly id: number;
  /** The node of the graph that it is about. */
  readonly node: string;
  readonly beside: Beside;
  readonly closed: ReadonlySet<SectionId>;
  /** Line under the cursor, and the first painted one. */
  readonly cursor: number;
  readonly top: number;
  /** First painted line of what is told of it. */
  readonly detailTop: number;
  /** The row that the cursor is to be put on once the page is there; null when it was. */
  readonly wanted: string | null;
}
