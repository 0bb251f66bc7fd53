/** The SQL of the rows that are shown: as a person would write it, and as it was read. */
import type { State } from '../../state.ts';
import { pushScreen, takeId, withNotice, type Step } from '../../step.ts';
import type { RowsScreen } from './state.ts';

export function showStatement(state: State, screen: RowsScreen): Step {
  if (screen.statement === null) return [withNotice(state, 'Nothing was read yet.'), []];
  const [id, next] = takeId(state);
  const text = statementText(screen.statement);
  return [pushScreen(next, { type: 'value', id, title: 'SQL', text, language: 'sql', top: 0 }), []];
}

/** Can be run as it stands. What was added for the grid comes second, and only where it differs. */
function statementText({ sql, shortSql, paging }: NonNullable<RowsScreen['statement']>): string {
  const counted = paging.method === 'keys' ? '' : `-- Pages are counted off with OFFSET: ${paging.why}.\n`;
  const short = `${counted}${ended(shortSql)}`;
  if (ended(sql) === ended(shortSql)) return short;
  const why =
    'As it was read: one row more to know whether others follow, each row’s key, long values clipped.';
  return `${short}\n\n-- ${why}\n${ended(sql)}`;
}

function ended(sql: string): string {
  return `${sql.replace(/;?\s*$/, '')};`;
}
