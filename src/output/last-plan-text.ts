/** What `.explain` says, in either face: the plan of the last query that was evaluated, which is not run. */
import type { Session } from '../session.ts';
import { type Ran, plannedQuery } from './dot-command-text.ts';
import { planText } from './plan-text.ts';

/** Ends in a line end. Rejects as explaining does. */
export async function lastPlanText(
  session: Pick<Session, 'explain'>,
  last: Ran | null,
  width: number | null | undefined,
): Promise<string> {
  const query = plannedQuery(last);
  if (query === null) return 'The last evaluation ran no query.\n';
  const { sql, values } = query;
  if (values === null) return 'What was bound to the statement is too much to plan it again.\n';
  return planText(await session.explain({ type: 'sql', sql, values, analyze: false }), width);
}
