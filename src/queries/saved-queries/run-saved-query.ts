/**
 * Lists and runs the saved queries of a project. A query is code of the project: what it throws is told with its file and line, and
 * what it reads is watched as a page's statements are.
 */
import { ConsoleError, nearestNames, reportError } from '../../errors.ts';
import { codeFrame } from '../../project/modules/code-frame.ts';
import { displayPath, readText } from '../../project/files/file-system.ts';
import { placeOf } from '../../project/modules/error-place.ts';
import { databaseError } from '../../database/database-error.ts';
import { alternatives } from '../caret.ts';
import type { ModelReader } from '../model-reader.ts';
import { sequelizeClassOf } from '../sequelize-class.ts';
import { describedSpec, isDescribed } from './described-spec.ts';
import { loadSavedQuery, type LoadedQuery } from './load-saved-query.ts';
import { queryFiles, type QueryFile } from './query-files.ts';
import { readParams } from './read-params.ts';
import { resultPage } from './result-page.ts';
import type { ParamValues, SavedOutcome, SavedQuery } from './saved-query.ts';

/** Where a project keeps them; absolute paths. */
export interface SavedQueriesPlace {
  readonly root: string;
  readonly folder: string;
}

/** Runs the top level of each file and no query. One that cannot be loaded is there with its problem. */
export async function listSavedQueries({ root, folder }: SavedQueriesPlace): Promise<readonly SavedQuery[]> {
  const queries: SavedQuery[] = [];
  for (const file of queryFiles(folder)) {
    const path = displayPath(file.path, root);
    try {
      const { description, params } = await loadSavedQuery(file, root);
      queries.push({ name: file.name, path, description, params, problem: null });
    } catch (error) {
      queries.push({ name: file.name, path, description: null, params: [], problem: reportError(error) });
    }
  }
  return queries;
}

/** Rejects with `unknown-saved-query`, what is wrong with its file or a parameter, or `saved-query-failed` for what it throws. */
export async function runSavedQuery(
  place: SavedQueriesPlace,
  reader: ModelReader,
  name: string,
  given: ParamValues,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<SavedOutcome> {
  const call = async (): Promise<unknown> => callSavedQuery(place, reader, name, given);
  const { value, statements } = await reader.watcher.watch(call, signal);
  if (isDescribed(value)) return { type: 'spec', spec: describedSpec(name, value, reader.sequelize) };
  return { type: 'page', page: resultPage(value, statements) };
}

/** What the query itself gives: what to read, or what it read. `example` writes a parameter with a value, for a remedy. */
export async function callSavedQuery(
  place: SavedQueriesPlace,
  ground: Pick<ModelReader, 'sequelize' | 'target'>,
  name: string,
  given: ParamValues,
  example?: (param: string, value: string) => string,
): Promise<unknown> {
  const file = findFile(place, name);
  const query = await loadSavedQuery(file, place.root);
  const params = readParams(name, query.params, given, example);
  try {
    return await callMain(query, ground, params);
  } catch (error) {
    throw failureOf(error, file, place, ground);
  }
}

function findFile({ folder, root }: SavedQueriesPlace, name: string): QueryFile {
  const files = queryFiles(folder);
  const file = files.find((known) => known.name === name);
  if (file !== undefined) return file;
  const near = alternatives(
    nearestNames(
      name,
      files.map((known) => known.name),
    ),
  );
  const none = `There is none in "${displayPath(folder, root)}"; \`seqscope query … --save ${name}\` makes one.`;
  throw new ConsoleError(`There is no saved query "${name}".`, {
    code: 'unknown-saved-query',
    kind: 'usage',
    remedy:
      near !== null
        ? `Did you mean ${near}?`
        : files.length === 0
          ? none
          : 'Run `seqscope queries` to list them.',
  });
}

/** The models by name, with what a query needs beside them. */
async function callMain(
  { main }: LoadedQuery,
  { sequelize }: Pick<ModelReader, 'sequelize'>,
  params: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  if (typeof main !== 'function') return main;
  const Sequelize = sequelizeClassOf(sequelize);
  const { Op, QueryTypes } = Sequelize;
  const models = { ...sequelize.models, sequelize, Sequelize, Op, QueryTypes };
  const result: unknown = await Reflect.apply(main, undefined, [models, params]);
  return result;
}

function failureOf(
  error: unknown,
  file: QueryFile,
  { root }: SavedQueriesPlace,
  { target }: Pick<ModelReader, 'target'>,
): Error {
  const told = databaseError(error, { target });
  if (told instanceof ConsoleError) return told;
  const { file: at, line, column } = placeOf(error, file.path, root);
  const source = line === undefined ? null : readText(at);
  const excerpt = source === null || line === undefined ? null : codeFrame(source, line, column);
  const reason = error instanceof Error ? error.message : String(error);
  return new ConsoleError(`Saved query "${file.name}" failed: ${reason.replace(/\.$/, '')}.`, {
    code: 'saved-query-failed',
    remedy: `Mend "${displayPath(at, root)}"${line === undefined ? '' : ` at line ${line}`}, then run it again.`,
    details: { file: at, line, column, excerpt: excerpt ?? undefined },
    cause: error,
  });
}
