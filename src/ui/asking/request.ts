/** What a request asks of the session, what is told while it runs, and the message its answer is. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '../../queries/query-spec.ts';
import type { Session } from '../../session.ts';
import type { SessionRequest } from '../effects.ts';
import type { Failed, Message } from '../messages.ts';
import { checkEntry, lintEntries, rehearse } from './journal-request.ts';
import {
  foreseeExplosion,
  lookThroughScopes,
  previewQuery,
  readQueryCode,
  writeQuery,
} from './query-request.ts';
import { evaluateCode, runDotCommand } from './repl-request.ts';
import { runSaved } from './saved-request.ts';
import { runSql } from './sql-request.ts';
import { ticking } from './ticking.ts';
import { relationRows } from '../screens/record/count-text.ts';

/** How long a record has to be looked at before its relations are counted, and how long one count may take. */
const relationPauseMs = 120;
const relationLimitMs = 3000;
const tickMs = 1000;

type CountRelation = Extract<SessionRequest, { readonly type: 'count-relation' }>;

export interface AskedRequest {
  readonly failed: Failed;
  readonly answer: (signal: AbortSignal) => Promise<Message>;
}

/** `tell` takes what happens before the answer. */
export function askRequest(
  effect: SessionRequest,
  session: Session,
  tell: (message: Message) => void,
): AskedRequest {
  const { requestId } = effect;
  const asked = { part: 'request', requestId } as const;
  switch (effect.type) {
    case 'load-page': {
      const { screenId, spec } = effect;
      return {
        failed: asked,
        answer: async (signal) => ({
          type: 'page-arrived',
          requestId,
          screenId,
          page: await session.page(spec, { signal }),
        }),
      };
    }
    case 'write-query':
      return { failed: asked, answer: (signal) => writeQuery(effect, session, signal) };
    case 'read-query-code':
      return { failed: asked, answer: (signal) => readQueryCode(effect, session, signal) };
    case 'look-through-scopes':
      return { failed: asked, answer: (signal) => lookThroughScopes(effect, session, signal) };
    case 'foresee-explosion':
      return { failed: asked, answer: (signal) => foreseeExplosion(effect, session, signal) };
    case 'run-saved-query':
      return { failed: asked, answer: (signal) => runSaved(effect, session, signal) };
    case 'preview-query':
      return { failed: asked, answer: (signal) => previewQuery(effect, session, signal) };
    case 'explain': {
      const { request } = effect;
      return {
        failed: asked,
        answer: async (signal) => ({
          type: 'plan-arrived',
          requestId,
          explanation: await session.explain(request, { signal }),
        }),
      };
    }
    case 'read-activity':
      return {
        failed: asked,
        answer: async (signal) => ({
          type: 'activity-arrived',
          requestId,
          view: await session.activity({ signal }),
        }),
      };
    case 'end-session': {
      const { request } = effect;
      return {
        failed: { part: 'other', requestId },
        answer: async () => ({
          type: 'session-told',
          requestId,
          request,
          status: (await session.endSession(request)).status,
        }),
      };
    }
    case 'count-rows': {
      const { screenId, spec } = effect;
      return {
        failed: asked,
        answer: async (signal) => ({
          type: 'count-arrived',
          requestId,
          screenId,
          count: await session.count(spec, { signal }),
        }),
      };
    }
    case 'count-relation':
      return { failed: asked, answer: (signal) => countRelation(effect, session, signal) };
    case 'estimate-rows': {
      const { screenId, spec } = effect;
      return {
        failed: asked,
        answer: async (signal) => ({
          type: 'estimate-arrived',
          requestId,
          screenId,
          estimate: await session.estimate(spec, { signal }),
        }),
      };
    }
    case 'read-rows': {
      const { screenId, specs } = effect;
      return {
        failed: asked,
        answer: async (signal) => {
          const pages: Page[] = [];
          for (const spec of specs) pages.push(await session.page(spec, { signal }));
          return { type: 'rows-read', requestId, screenId, pages };
        },
      };
    }
    case 'search-rows': {
      const { screenId, request } = effect;
      return {
        failed: asked,
        answer: async (signal) => ({
          type: 'search-ended',
          requestId,
          screenId,
          outcome: await session.search(request, {
            signal,
            onProgress: (progress) => {
              tell({ type: 'search-progressed', requestId, screenId, progress });
            },
          }),
        }),
      };
    }
    case 'foresee-step': {
      const { request } = effect;
      return {
        failed: asked,
        answer: async (signal) => ({
          type: 'step-foreseen',
          requestId,
          request,
          forecast: await session.foreseeStep(request, { signal }),
        }),
      };
    }
    case 'step-journal': {
      const { request } = effect;
      return {
        failed: asked,
        answer: async (signal) => ({
          type: 'steps-ended',
          requestId,
          outcome: await ticking(
            tickMs,
            (elapsedMs) => tell({ type: 'step-ticked', requestId, elapsedMs }),
            () =>
              session.step(request, {
                signal,
                onEvent: (event) => {
                  tell({ type: 'step-reported', requestId, event });
                },
              }),
          ),
        }),
      };
    }
    case 'plan-repair': {
      const { request, then } = effect;
      return {
        failed: asked,
        answer: async () => ({
          type: 'repair-planned',
          requestId,
          plan: await session.planRepair(request),
          then,
        }),
      };
    }
    case 'repair-journal': {
      const { plan } = effect;
      return {
        failed: { part: 'repair', requestId },
        answer: async (signal) => {
          await session.repair(plan, { signal });
          return { type: 'journal-repaired', requestId, plan };
        },
      };
    }
    case 'rehearse-journal':
      return { failed: asked, answer: (signal) => rehearse(effect, session, tell, signal) };
    case 'check-entry':
      return { failed: asked, answer: (signal) => checkEntry(effect, session, signal) };
    case 'lint-entries':
      return { failed: asked, answer: (signal) => lintEntries(effect, session, signal) };
    case 'evaluate':
      return { failed: asked, answer: (signal) => evaluateCode(effect, session, signal, tell) };
    case 'run-dot-command':
      return { failed: asked, answer: (signal) => runDotCommand(effect, session, signal, tell) };
    case 'run-sql':
      return { failed: asked, answer: (signal) => runSql(effect, session, signal) };
    case 'list-catalog': {
      const { screenId, command } = effect;
      return {
        failed: asked,
        answer: async (signal) => ({
          type: 'sql-ran',
          requestId,
          screenId,
          results: await session.listCatalog(command, { signal }),
          at: Date.now(),
        }),
      };
    }
    case 'export-rows': {
      const { request } = effect;
      // The host works in the project's folder; what was typed is meant from where the console was opened.
      const file = { ...request.file, path: typedPath(request.file.path) };
      const failed = { part: 'export', requestId, request: { ...request, file } } as const;
      return {
        failed,
        answer: async (signal) => ({
          type: 'export-ended',
          requestId,
          path: file.path,
          outcome: await session.export(
            { ...request, file },
            {
              signal,
              onProgress: (progress) => {
                tell({ type: 'export-progressed', requestId, progress });
              },
            },
          ),
        }),
      };
    }
  }
}

/** After a moment, in which whoever leafs through records has gone on; what fails is only not known. */
async function countRelation(
  { requestId, screenId, relation, spec }: CountRelation,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const answered = { type: 'relation-counted', requestId, screenId, relation } as const;
  try {
    await delay(relationPauseMs, undefined, { signal });
    const limited = AbortSignal.any([signal, AbortSignal.timeout(relationLimitMs)]);
    const { count } = await session.countUpTo(spec, relationRows + 1, { signal: limited });
    return { ...answered, count };
  } catch {
    return { ...answered, count: null };
  }
}

/** `~/` is the user's own folder, as a shell has it. */
function typedPath(text: string): string {
  return text.startsWith('~/') ? join(homedir(), text.slice(2)) : resolve(text);
}
