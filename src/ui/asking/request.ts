/** Which answer each request has: what asks the session for it, and which part of the screen fails where it fails. */
import type { Session } from '../../session.ts';
import type { Failed, Message } from '../messages.ts';
import type { SessionRequest } from '../session-request.ts';
import { compareSides, examineSchema } from './checks-request.ts';
import {
  checkEntry,
  foreseeStep,
  lintEntries,
  planRepair,
  rehearse,
  repairJournal,
  stepJournal,
} from './journal-request.ts';
import {
  foreseeExplosion,
  lookThroughScopes,
  previewQuery,
  readQueryCode,
  writeQuery,
} from './query-request.ts';
import { evaluateCode, runDotCommand } from './repl-request.ts';
import {
  countRelation,
  countRows,
  estimateRows,
  exportRows,
  loadPage,
  readRows,
  searchRows,
  withTypedPath,
} from './rows-request.ts';
import { runSaved } from './saved-request.ts';
import { endSession, explain, readActivity } from './server-request.ts';
import { listCatalog, runSql } from './sql-request.ts';

export interface AskedRequest {
  readonly failed: Failed;
  readonly answer: (signal: AbortSignal) => Promise<Message>;
}

type Tell = (message: Message) => void;

/** `tell` takes what happens before the answer. */
export function askRequest(asked: SessionRequest, session: Session, tell: Tell): AskedRequest {
  // A failure names the path that was meant, too.
  const effect = asked.type === 'export-rows' ? withTypedPath(asked) : asked;
  return { failed: failedOf(effect), answer: (signal) => answer(effect, session, tell, signal) };
}

function failedOf(effect: SessionRequest): Failed {
  const { type, requestId } = effect;
  if (type === 'export-rows') return { part: 'export', requestId, request: effect.request };
  if (type === 'end-session') return { part: 'other', requestId };
  return { part: type === 'repair-journal' ? 'repair' : 'request', requestId };
}

function answer(effect: SessionRequest, session: Session, tell: Tell, signal: AbortSignal): Promise<Message> {
  switch (effect.type) {
    case 'load-page':
      return loadPage(effect, session, signal);
    case 'read-rows':
      return readRows(effect, session, signal);
    case 'count-rows':
      return countRows(effect, session, signal);
    case 'count-relation':
      return countRelation(effect, session, signal);
    case 'estimate-rows':
      return estimateRows(effect, session, signal);
    case 'search-rows':
      return searchRows(effect, session, tell, signal);
    case 'export-rows':
      return exportRows(effect, session, tell, signal);
    case 'write-query':
      return writeQuery(effect, session, signal);
    case 'read-query-code':
      return readQueryCode(effect, session, signal);
    case 'look-through-scopes':
      return lookThroughScopes(effect, session, signal);
    case 'foresee-explosion':
      return foreseeExplosion(effect, session, signal);
    case 'run-saved-query':
      return runSaved(effect, session, signal);
    case 'preview-query':
      return previewQuery(effect, session, signal);
    case 'explain':
      return explain(effect, session, signal);
    case 'read-activity':
      return readActivity(effect, session, signal);
    case 'end-session':
      return endSession(effect, session);
    case 'foresee-step':
      return foreseeStep(effect, session, signal);
    case 'step-journal':
      return stepJournal(effect, session, tell, signal);
    case 'plan-repair':
      return planRepair(effect, session);
    case 'repair-journal':
      return repairJournal(effect, session, signal);
    case 'rehearse-journal':
      return rehearse(effect, session, tell, signal);
    case 'check-entry':
      return checkEntry(effect, session, signal);
    case 'lint-entries':
      return lintEntries(effect, session, signal);
    case 'evaluate':
      return evaluateCode(effect, session, signal, tell);
    case 'run-dot-command':
      return runDotCommand(effect, session, signal, tell);
    case 'examine-schema':
      return examineSchema(effect, session, signal);
    case 'compare-sides':
      return compareSides(effect, session, tell, signal);
    case 'run-sql':
      return runSql(effect, session, signal);
    case 'list-catalog':
      return listCatalog(effect, session, signal);
  }
}
