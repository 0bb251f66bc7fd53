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

export interface AgreementCounts {
  readonly compared: number;
  readonly refused: number;
}

/** One spec for each seed. A spec that a page refuses is compared with nothing. */
export async function expectCodeAgreement(
  rituality: Opened,
  library: Opened & { readonly application: Library },
  first: number,
  rounds: number,
): Promise<AgreementCounts> {
  let compared = 0;
  let refused = 0;
  for (let seed = first; seed < first + rounds; seed += 1) {
    const random = randomFrom(seed * 7919 + 13);
    random(2);
    const isLibrary = random(2) === 0;
    const spec = isLibrary
      ? randomSpec(random, librarySources, library.application)
      : randomSpec(random, ritualitySources, null);
    const { queries, application } = isLibrary ? library : rituality;
    const page = await queries.page(spec).catch((error: unknown) => {
      if (error instanceof ConsoleError) return null;
      throw error;
    });
    if (page === null) continue;
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
    compared += 1;
    const read = await queries.specFromCode(text).catch((error: unknown) => {
      if (error instanceof ConsoleError) return error;
      throw error;
    });
    if (read instanceof ConsoleError) refused += 1;
    else
      expect(
        keysOfPage(await queries.page(read.spec), keys, isOrdered),
        `${told}\n${JSON.stringify(read.spec)}`,
      ).toEqual(wanted);
    const typed = await typedSpecOf(spec);
    expect(keysOfPage(await queries.page(typed), keys, isOrdered), told).toEqual(wanted);
  }
  return { compared, refused };
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
