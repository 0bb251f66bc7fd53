/** The options of `query` and `export` as a whole QuerySpec: what needs the session to be read is read by it. */
import type { Grouping, QuerySpec } from '../queries/query-spec.ts';
import type { Session } from '../session.ts';
import type { Invocation } from './command.ts';
import { resolveRows } from './read-source.ts';
import { splitNames } from './spec-terms.ts';

/** `typed` is what typedSpec() made of the options. Rejects with a ConsoleError for what is mistyped or not there. */
export async function resolveSpec(
  session: Session,
  { options, arguments: [source = ''] }: Invocation,
  typed: Omit<QuerySpec, 'source' | 'scopes'>,
): Promise<QuerySpec> {
  const scopes = await Promise.all(options.list('scope').map((text) => session.parseScope(text)));
  const texts = options.list('include');
  const includes = texts.length === 0 ? [] : await session.parseIncludes(texts);
  const aggregates = await Promise.all(options.list('aggregate').map((text) => session.parseAggregate(text)));
  const by = splitNames(options.list('group-by'));
  const grouping: Grouping | null = by.length + aggregates.length === 0 ? null : { by, aggregates };
  return {
    ...typed,
    source: await resolveRows(session, source),
    scopes,
    ...(includes.length === 0 ? {} : { includes }),
    ...(grouping === null ? {} : { grouping }),
  };
}

/** Says on `notes` when joined includes are about to make many rows of few. */
export async function warnOfExplosion(
  session: Session,
  spec: QuerySpec,
  { notes, signal }: Pick<Invocation, 'notes' | 'signal'>,
): Promise<void> {
  if ((spec.includes ?? []).length === 0) return;
  const explosion = await session.explosionOf(spec, { signal });
  if (explosion !== null) await notes.write(`Warning: ${explosion.warning}\n`);
}
