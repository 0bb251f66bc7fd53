/** Cancelling a statement and ending a session: asked about with what is lost, and told when it is done. */
import type { EndSessionRequest, SessionRow } from '../../../database/activity/activity.ts';
import { endQuestionText } from '../../../output/activity-words.ts';
import type { RequestOf } from '../../session-request.ts';
import { question } from '../../overlays/question.ts';
import type { State } from '../../state.ts';
import { endRequest, startRequest, stay, withNotice, type Step } from '../../step.ts';
import { wrapText } from '../../wrap-text.ts';
import { readActivity } from './watching.ts';

type Way = EndSessionRequest['way'];
type EndEffect = RequestOf<'end-session'>;

export function askToEnd(state: State, session: SessionRow, way: Way): Step {
  const { pid, backendStart, isOwn, keepsWaiting } = session;
  if (state.database.status === 'ready' && state.database.value.readOnly)
    return [withNotice(state, 'This session is read-only: nobody is told to end.', 'bad'), []];
  if (isOwn) return [withNotice(state, "That is one of this console's own connections.", 'bad'), []];
  if (backendStart === null) return [withNotice(state, 'This role may not see what that is.', 'bad'), []];
  const text = endQuestionText(session, way);
  if (text === null) return [withNotice(state, 'It runs nothing that could be cancelled.', 'bad'), []];
  const effect: EndEffect = { type: 'end-session', requestId: 0, request: { pid, backendStart, way } };
  const waiting = keepsWaiting === 0 ? [] : [[`Waiting for it: ${String(keepsWaiting)}`]];
  return [
    {
      ...state,
      overlay: question(state, {
        title: way === 'cancel' ? 'Cancel a statement' : 'End a session',
        verb: way === 'cancel' ? 'cancel it' : 'end it',
        isDestructive: true,
        effect,
        sections: (width) => [
          { heading: null, items: [wrapText(`${text}.`, width, 8), ...waiting], share: 1 },
        ],
      }),
    },
    [],
  ];
}

/** Somebody agreed. */
export function beginEnd(state: State, effect: EndEffect): Step {
  const [requestId, next] = startRequest(state);
  return [next, [{ ...effect, requestId }]];
}

/** Looks at once what came of it. */
export function sessionTold(
  state: State,
  requestId: number,
  { pid, way }: EndSessionRequest,
  status: 'told' | 'gone',
): Step {
  const deed = way === 'cancel' ? 'to cancel its statement' : 'to end';
  const text =
    status === 'gone'
      ? `Session ${String(pid)} had ended by itself.`
      : `Session ${String(pid)} was told ${deed}.`;
  const told = withNotice(endRequest(state, requestId), text, status === 'told' ? 'good' : 'plain');
  const screen = told.screens.at(-1);
  return screen?.type === 'activity' ? readActivity(told, screen) : stay(told);
}
