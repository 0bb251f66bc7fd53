/** Runs a saved query of the project: what it read itself is drawn as a table where its rows are flat. */
import { counted } from '../../output/measures.ts';
import { tableText } from '../../output/table.ts';
import type { SavedOutcome } from '../../queries/saved-queries/saved-query.ts';
import type { Session } from '../../session.ts';
import type { RequestOf } from '../session-request.ts';
import type { Message } from '../messages.ts';
import { isTabular, valueOf, type SavedResult } from '../screens/query/saved-result.ts';
import { plainStyle } from '../screens/repl/transcript.ts';

type RunSaved = RequestOf<'run-saved-query'>;

/** More are for a file. */
const drawnRows = 2_000;

export async function runSaved(
  { requestId, screenId, name, values, width }: RunSaved,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const outcome = await session.runSavedQuery(name, values, { signal });
  return { type: 'saved-query-ran', requestId, screenId, name, outcome: savedResult(outcome, width) };
}

export function savedResult(outcome: SavedOutcome, width: number): SavedResult {
  if (outcome.type === 'spec') return outcome;
  const { page } = outcome;
  if (!isTabular(page)) return { type: 'value', value: valueOf(page) };
  const { columns, rows } = page;
  const more = rows.length - drawnRows;
  const rest = more > 0 ? `… ${counted(more, 'more row')}: seqscope query --saved prints all of them\n` : '';
  const text = tableText({ columns, rows: rows.slice(0, drawnRows) }, plainStyle(width)) + rest;
  return { type: 'table', text };
}
