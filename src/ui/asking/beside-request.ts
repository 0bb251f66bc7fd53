/** What the page of a model asks for beside the schema: estimates of its columns, what its scopes mean, which migrations made it. */
import type { Session } from '../../session.ts';
import type { Question } from '../effects.ts';
import type { Message } from '../messages.ts';

/** Each alone: what cannot be told leaves the others as they are. */
export async function readBeside(
  { screenId, model, place }: Extract<Question, { readonly type: 'read-beside' }>,
  session: Session,
): Promise<Message> {
  const [statistics, scopes, origin] = await Promise.all([
    place === null ? null : session.columnStatistics(place.schema, place.table).catch(() => null),
    model === null ? null : session.scopeMeanings(model).catch(() => null),
    place === null ? null : session.tableOrigin(place.schema, place.table).catch(() => null),
  ]);
  return { type: 'beside-read', screenId, beside: { statistics, scopes, origin } };
}
