/** What the keys of the log screen do, and how entries come into the log. */
import { lockWaitText } from '../../../output/lock-wait-text.ts';
import type { SessionEvent } from '../../../session-shapes.ts';
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import { movedCursor } from '../../scroll.ts';
import { currentScreen, type State } from '../../state.ts';
import { openFromRoot, pushScreen, replaceScreen, stay, takeId, type Step } from '../../step.ts';
import { logLength, type LogEntry, type LogScreen } from './state.ts';

export function openLog(state: State, how: 'on-top' | 'from-root' = 'on-top'): Step {
  if (currentScreen(state).type === 'log') return [{ ...state, focus: 'main' }, []];
  const [id, next] = takeId(state);
  return [(how === 'on-top' ? pushScreen : openFromRoot)(next, { type: 'log', id, fromEnd: 0 }), []];
}

export function updateLog(state: State, screen: LogScreen, action: ActionId): Step {
  const { length } = state.log;
  const { innerHeight } = layoutOf(state.size, state.focus);
  const position = Math.max(0, length - 1 - screen.fromEnd);
  const moved = movedCursor(action, position, length, innerHeight);
  if (moved !== null) {
    return [replaceScreen(state, { ...screen, fromEnd: Math.max(0, length - 1 - moved) }), []];
  }
  const entry = state.log[position];
  if (entry === undefined) return stay(state);
  if (action === 'log.copy') return [state, [{ type: 'copy-text', text: entry.text }]];
  if (action !== 'log.open') return stay(state);
  const [id, next] = takeId(state);
  const language = entry.type === 'statement' ? 'sql' : 'text';
  return [pushScreen(next, { type: 'value', id, title: entry.by, text: entry.text, language, top: 0 }), []];
}

/** Adds an entry; a screen that looks at an older one keeps looking at it. */
export function appendLog(state: State, entry: LogEntry): State {
  const log = [...state.log.slice(-(logLength - 1)), entry];
  const screen = state.screens.at(-1);
  if (screen?.type !== 'log' || screen.fromEnd === 0) return { ...state, log };
  const fromEnd = Math.min(log.length - 1, screen.fromEnd + 1);
  return replaceScreen({ ...state, log }, { ...screen, fromEnd });
}

/** The entry an event leaves in the log; null for one that leaves none. */
export function logEntryOf(event: SessionEvent): LogEntry | null {
  switch (event.type) {
    case 'statement-executed':
      return {
        type: 'statement',
        text: event.sql,
        durationMs: event.durationMs,
        rowCount: event.rowCount,
        by: event.by,
      };
    case 'repeats-recognised':
      return {
        type: 'repeat',
        text: event.repeats.map(({ text, sql }) => `${text}\n${sql}`).join('\n\n'),
        durationMs: event.repeats.reduce((sum, { totalMs }) => sum + totalMs, 0),
        by: 'models',
      };
    case 'project-printed':
      return { type: 'printed', text: event.text.trimEnd(), durationMs: null, by: event.stream };
    case 'project-noticed':
      return { type: 'printed', text: event.report.message, durationMs: null, by: 'seqscope' };
    case 'lock-awaited':
      return {
        type: 'printed',
        text: lockWaitText(event.wait).trimEnd(),
        durationMs: null,
        by: 'seqscope',
      };
    case 'host-exited':
      return { type: 'error', text: event.report.message, durationMs: null, by: 'host' };
    // It stands in the transcript of the REPL.
    case 'code-told':
    case 'preparing':
      return null;
  }
}
