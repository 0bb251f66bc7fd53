/** `describe`: one model with its table, a table alone, or all of them; in sections for people or as one JSON object. */
import { ConsoleError, exitCodes } from '../errors.ts';
import type { TableOrigin } from '../journal/origin/table-origin.ts';
import { modelOutline } from '../output/describe/model-outline.ts';
import { outlineText, type Outline } from '../output/describe/outline.ts';
import { statisticsSection } from '../output/describe/statistics-outline.ts';
import { tableOutline } from '../output/describe/table-outline.ts';
import type { TableDescription } from '../schema/description.ts';
import type { ShownStatistics } from '../schema/shown-statistics.ts';
import type { Session } from '../session.ts';
import { sourceName } from '../session.ts';
import type { Invocation } from './command.ts';
import { describeAll } from './describe-all.ts';
import { modelJson, tableJson } from './describe-json.ts';
import { resolveSource } from './read-source.ts';
import { writeJson } from './rows-output.ts';
import { noteProblems } from './schema-problems.ts';

/** Following hundreds of migrations takes longer than a reader waits. */
const originLimitMs = 5_000;

export async function describeSource(invocation: Invocation): Promise<number> {
  const session = await invocation.openSession();
  const [name] = invocation.arguments;
  if (name === undefined) return describeAll(session, invocation);
  const found = await findDescribed(session, name, invocation);
  if (typeof found === 'object') await describeTable(session, found, invocation);
  else await describeModel(session, found, invocation);
  return exitCodes.ok;
}

/** A model's name, or a table. A partition is no source of rows, but is described. */
async function findDescribed(
  session: Session,
  name: string,
  invocation: Invocation,
): Promise<string | TableDescription> {
  const { signal } = invocation;
  const source = await resolveSource(session, name).catch((error: unknown) => {
    const [schema = '', ...rest] = name.split('.');
    const isUnknown = error instanceof ConsoleError && error.code === 'unknown-source';
    if (!isUnknown) throw error;
    if (rest.length > 0) return session.describeTable(schema, rest.join('.'), { signal });
    return session.describeTable('public', name, { signal }).catch((other: unknown) => {
      throw other instanceof ConsoleError && other.code === 'unknown-table' ? error : other;
    });
  });
  if (!('type' in source)) return source;
  return source.type === 'table'
    ? session.describeTable(source.schema, source.name, { signal })
    : sourceName(source);
}

async function describeTable(
  session: Session,
  table: TableDescription,
  invocation: Invocation,
): Promise<void> {
  const statistics = await statisticsOf(session, table, invocation);
  const origin = await originOf(session, table.schema, table.name, invocation);
  if (invocation.options.flag('json')) return writeJson(tableJson(table, origin, statistics), invocation);
  await writeOutline(tableOutline(table, origin), statistics, invocation);
}

async function describeModel(session: Session, name: string, invocation: Invocation): Promise<void> {
  const { tableProblem, ...description } = await session.describeModel(name, { signal: invocation.signal });
  const { model, table } = description;
  const scopes = await session.scopeMeanings(name).catch(nullIfMendable);
  const statistics = table === null ? null : await statisticsOf(session, table, invocation);
  const origin = await originOf(session, table?.schema ?? model.schema ?? 'public', model.table, invocation);
  if (invocation.options.flag('json')) {
    await writeJson(modelJson(description, scopes, origin, statistics), invocation);
  } else {
    const extras = { scopes, origin, isAsked: tableProblem === null };
    await writeOutline(modelOutline(description, extras), statistics, invocation);
  }
  await noteProblems({ modelProblem: null, tableProblem }, session, invocation);
}

async function writeOutline(
  outline: Outline,
  statistics: ShownStatistics | null,
  { out }: Invocation,
): Promise<void> {
  const sections = statistics === null ? [] : [statisticsSection(statistics)];
  await out.write(outlineText({ ...outline, sections: [...outline.sections, ...sections] }, out.style));
}

async function statisticsOf(
  session: Session,
  { schema, name }: TableDescription,
  { options }: Invocation,
): Promise<ShownStatistics | null> {
  return options.flag('stats') ? session.columnStatistics(schema, name) : null;
}

/** Null, and a note, where the migrations cannot be followed within the limit; `--migrations` waits for them. */
async function originOf(
  session: Session,
  schema: string,
  table: string,
  { options, notes, signal }: Invocation,
): Promise<TableOrigin | null> {
  const limit = AbortSignal.timeout(originLimitMs);
  const isPatient = options.flag('migrations');
  try {
    return await session.tableOrigin(schema, table, {
      signal: isPatient ? signal : AbortSignal.any([signal, limit]),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    if (!limit.aborted) return nullIfMendable(error);
    await notes.write('The migrations were not followed: it takes long. Wait for it with `--migrations`.\n');
    return null;
  }
}

/** What a user can mend is said by other commands: a description does without. */
function nullIfMendable(error: unknown): null {
  if (!(error instanceof ConsoleError) || error.kind === 'interrupted') throw error;
  return null;
}
