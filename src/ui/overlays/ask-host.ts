/** Asks before the first connection to a host that only the project's own files name. No is what Enter says. */
import type { ErrorReport } from '../../errors.ts';
import type { State } from '../state.ts';
import { textFocus } from '../contexts.ts';
import { withNotice } from '../step.ts';
import { wrapText } from '../wrap-text.ts';

const labelWidth = 10;

/**
 * Opens the question. Nothing opens under somebody's typing, where a `y` may be on its way to something else: then the
 * status line says where the question waits.
 */
export function askForHost(state: State, { details }: ErrorReport): State {
  const { connection } = details;
  if (connection === undefined) return state;
  if (state.overlay !== null || textFocus(state) !== null) {
    return withNotice(state, `Not connected: "${connection.host}" has to be allowed first.`, 'bad');
  }
  const { host, port, database, user, source } = connection;
  const width = Math.min(66, Math.max(24, state.size.columns - 8));
  const labelled = (label: string, text: string): readonly string[] =>
    wrapText(text, width - labelWidth).map(
      (line, index) => `${(index === 0 ? label : '').padEnd(labelWidth)}${line}`,
    );
  const lines = [
    ...wrapText('Another machine, which only the project itself names.', width),
    '',
    ...labelled('host', `${host}:${String(port)}`),
    ...labelled('database', database),
    ...labelled('user', user),
    ...labelled('named by', source),
    '',
    ...wrapText('For this run; "allowHosts" in seqscope.config allows it for good.', width),
  ];
  return {
    ...state,
    overlay: {
      type: 'confirm',
      title: `Connect to ${host}?`,
      lines,
      verb: 'connect',
      isDestructive: false,
      effect: { type: 'allow-host', host },
    },
  };
}
