/** What `query` is to read: what its options say, what a saved query says or read already, or what code says. */
import type { Page, QuerySpec } from '../queries/query-spec.ts';
import type { Session } from '../session.ts';
import type { Invocation } from './command.ts';
import { resolveSpec } from './resolve-spec.ts';
import { typedSpec } from './typed-spec.ts';
import { usageError } from './usage-errors.ts';

export type ChosenQuery =
  | { readonly type: 'spec'; readonly spec: QuerySpec }
  /** Read by a saved query itself. */
  | { readonly type: 'page'; readonly page: Page };

/** `shownRows`: the limit where nothing says one; null for none. */
export async function chosenQuery(
  invocation: Invocation,
  openSession: () => Promise<Session>,
  shownRows: number | null,
): Promise<ChosenQuery> {
  const { options, arguments: words, notes } = invocation;
  const [name] = words;
  const typed = typedSpec(options, null);
  const params = paramsOf(options.list('param'));
  const saved = options.text('saved');
  const code = options.text('from-code');
  const limited = (spec: QuerySpec): ChosenQuery => ({
    type: 'spec',
    spec: {
      ...spec,
      limit: typed.limit ?? spec.limit ?? shownRows,
      place: typed.place.type === 'offset' ? typed.place : spec.place,
    },
  });
  if (saved === null && params.size > 0) {
    throw usageError(
      'missing-option',
      '`--param` is for a saved query.',
      'query',
      'Name one with `--saved`.',
    );
  }
  if (saved !== null || code !== null) {
    if (name !== undefined) {
      throw usageError(
        'excess-arguments',
        `\`${saved === null ? '--from-code' : '--saved'}\` says the model, and "${name}" was given too.`,
        'query',
      );
    }
    const session = await openSession();
    if (saved !== null) {
      const outcome = await session.runSavedQuery(saved, Object.fromEntries(params), {
        signal: invocation.signal,
      });
      return outcome.type === 'spec' ? limited(outcome.spec) : outcome;
    }
    const read = await session.specFromCode(code === '-' ? await textOf(invocation) : (code ?? ''));
    for (const { line, column, message } of read.warnings)
      await notes.write(`${line}:${column} ${message}\n`);
    return limited(read.spec);
  }
  if (name === undefined) throw usageError('missing-argument', '`seqscope query` needs a model.', 'query');
  const session = await openSession();
  const spec = await resolveSpec(session, invocation, typed);
  return limited({ ...spec, relatedTo: await relatedTo(session, options.text('related')) });
}

function paramsOf(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    texts.map((text) => {
      const equals = text.indexOf('=');
      if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)] as const;
      throw usageError(
        'invalid-value',
        `\`--param\` takes a name and a value, not "${text}".`,
        'query',
        'Type it as in `--param days=30`.',
      );
    }),
  );
}

/** `Role.users("…")`: an association of a model, called with the key of a record. */
async function relatedTo(session: Session, text: string | null): Promise<QuerySpec['relatedTo']> {
  if (text === null) return null;
  const { name, arguments: values } = await session.parseScope(text);
  const dot = name.indexOf('.');
  const [value, ...others] = values;
  if (dot > 0 && value !== undefined && others.length === 0) {
    return { model: name.slice(0, dot), association: name.slice(dot + 1), value };
  }
  throw usageError(
    'invalid-value',
    `\`--related\` takes an association of a record, not "${text}".`,
    'query',
    'Type it as in `--related \'Role.users("…")\'`, with the key of the role.',
  );
}

async function textOf({ input }: Invocation): Promise<string> {
  const parts: string[] = [];
  for await (const part of input) parts.push(typeof part === 'string' ? part : part.toString('utf8'));
  return parts.join('');
}
