/** Whether a spec, its code, the spec that the code is read as, and its command line read the same rows. */
import { expect } from 'vitest';
import { ConsoleError } from '../../../src/errors.ts';
import { commandWords } from '../../../src/queries/code/command-line.ts';
import { parseAggregate } from '../../../src/queries/grouping/aggregate-text.ts';
import { parseIncludeList } from '../../../src/queries/includes/include-text.ts';
import type { Queries } from '../../../src/queries/open-queries.ts';
import { sourceName, type Page, type QuerySpec } from '../../../src/queries/query-spec.ts';
import { parseScope } from '../../../src/queries/scope-text.ts';
import { readCommandLine } from '../../../src/cli/command-line.ts';
import { chosenQuery } from '../../../src/cli/chosen-query.ts';
import type { Invocation } from '../../../src/cli/command.ts';
import type { Session } from '../../../src/session.ts';
import type { Library } from '../library.ts';
import { randomFrom } from '../random.ts';
import { librarySources, randomSpec, ritualitySources } from './random-specs.ts';
import { runCode } from './run-code.ts';

interface Opened {
  readonly queries: Queries;
  readonly application: { readonly sequelize: Library['sequelize'] };
}

interface OpenedLibrary extends Opened {
  readonly application: Library;
}

export interface Seeds {
  readonly first: number;
  /** How far apart the seeds are: several runs at once can share them out. */
  readonly step?: number;
  /** How many specs to compare: a spec that a page refuses is compared with nothing. */
  readonly wanted: number;
}

export interface AgreementCounts {
  readonly compared: number;
  /** What the page said of a spec that it refuses, by seed. */
  readonly refused: readonly string[];
  /** What was said of generated code that is not read back as a spec, by seed. */
  readonly notReadBack: readonly string[];
}

/** One spec for each seed, until enough are compared; gives up when more are refused than wanted. */
export async function expectCodeAgreement(
  rituality: Opened,
  library: OpenedLibrary,
  { first, step = 1, wanted }: Seeds,
): Promise<AgreementCounts> {
  const refused: string[] = [];
  const notReadBack: string[] = [];
  let compared = 0;
  for (let seed = first; compared < wanted && refused.length <= wanted; seed += step) {
    const random = randomFrom(seed * 7919 + 13);
    random(2);
    const isLibrary = random(2) === 0;
    const spec = isLibrary
      ? randomSpec(random, librarySources, library.application)
      : randomSpec(random, ritualitySources, null);
    const opened = isLibrary ? library : rituality;
    const page = await opened.queries.page(spec).catch(asRefusal);
    if (page instanceof ConsoleError) {
      refused.push(`${seed}: ${page.message}`);
      continue;
    }
    const unread = await expectAgreement(opened, spec, page, seed);
    compared += 1;
    if (unread !== null) notReadBack.push(`${seed}: ${unread.message}`);
  }
  return { compared, refused, notReadBack };
}

/** What refuses to read the code back; null where it is read, and reads the same rows. */
async function expectAgreement(
  { queries, application }: Opened,
  spec: QuerySpec,
  page: Page,
  seed: number,
): Promise<ConsoleError | null> {
  const { text } = await queries.code(spec);
  const told = `seed ${seed}\n${JSON.stringify(spec)}\n${text}`;
  const isOrdered = spec.limit !== null || spec.grouping != null;
  const model = application.sequelize.model(sourceName(spec.source));
  const keys = spec.grouping == null ? model.primaryKeyAttributes : page.columns.map(({ name }) => name);
  const wanted = keysOfPage(page, keys, isOrdered);
  const rows = await runCode(text, application.sequelize).catch((error: unknown) => {
    throw new Error(told, { cause: error });
  });
  expect(keysOfRows(rows, keys, isOrdered), told).toEqual(wanted);
  const typed = await typedSpecOf(spec);
  expect(keysOfPage(await queries.page(typed), keys, isOrdered), told).toEqual(wanted);
  const read = await queries.specFromCode(text).catch(asRefusal);
  if (read instanceof ConsoleError) return read;
  const again = await queries.page(read.spec);
  expect(keysOfPage(again, keys, isOrdered), `${told}\n${JSON.stringify(read.spec)}`).toEqual(wanted);
  return null;
}

function asRefusal(error: unknown): ConsoleError {
  if (error instanceof ConsoleError) return error;
  throw error;
}

/** The spec's command line as the command itself reads it. */
async function typedSpecOf(spec: QuerySpec): Promise<QuerySpec> {
  const line = readCommandLine(commandWords(spec), {
    version: '0',
    helpWidth: 80,
    directory: '/',
    variables: {},
  } as never);
  if (line.type !== 'command') throw new Error('no command');
  // What of the session the command asks for the spec.
  const session = {
    parseScope: async (text: string) => parseScope(text),
    parseIncludes: async (texts: readonly string[]) => parseIncludeList(texts),
    parseAggregate: async (text: string) => parseAggregate(text),
    models: async () => ({ models: [{ name: sourceName(spec.source) }] }),
  } as unknown as Session;
  const invocation = { options: line.options, arguments: line.arguments } as unknown as Invocation;
  const chosen = await chosenQuery(invocation, async () => session, null);
  if (chosen.type !== 'spec') throw new Error('no spec');
  return chosen.spec;
}

function keysOfPage({ columns, rows }: Page, keys: readonly string[], isOrdered: boolean): readonly string[] {
  const places = keys.map((key) => columns.findIndex(({ name }) => name === key));
  return inOrder(
    rows.map((row) => places.map((place) => row[place])),
    isOrdered,
  );
}

function keysOfRows(rows: unknown, keys: readonly string[], isOrdered: boolean): readonly string[] {
  const records = rows as readonly Record<string, unknown>[];
  return inOrder(
    records.map((record) => keys.map((key) => record[key])),
    isOrdered,
  );
}

function inOrder(values: readonly (readonly unknown[])[], isOrdered: boolean): readonly string[] {
  const texts = values.map((value) =>
    JSON.stringify(
      value.map((part) => (typeof part === 'bigint' ? Number(part) : isDigits(part) ? Number(part) : part)),
    ),
  );
  return isOrdered ? texts : texts.sort();
}

function isDigits(value: unknown): value is string {
  return typeof value === 'string' && /^\d+$/.test(value);
}
