/** The built-in example and the library, open for the tests of one file, and the specs that they start from. */
import { afterAll, beforeAll } from 'vitest';
import { specFor, type QuerySpec } from '../../../src/queries/query-spec.ts';
import { openLibraryQueries, openRitualityQueries } from '../opened-queries.ts';

type Rituality = Awaited<ReturnType<typeof openRitualityQueries>>;
type Library = Awaited<ReturnType<typeof openLibraryQueries>>;

interface OpenedBoth {
  readonly rituality: Rituality;
  readonly library: Library;
}

/** Opened before all tests of the file and closed after them: what is in it stands only while one runs. */
export function useBoth(): OpenedBoth {
  let rituality: Rituality | null = null;
  let library: Library | null = null;
  beforeAll(async () => {
    [rituality, library] = await Promise.all([openRitualityQueries(), openLibraryQueries()]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([rituality?.close(), library?.close()]);
  });
  return {
    get rituality() {
      return opened(rituality);
    },
    get library() {
      return opened(library);
    },
  };
}

function opened<Application>(application: Application | null): Application {
  if (application === null) throw new Error('The application is open only while a test runs.');
  return application;
}

export const userSpec = (rest: Partial<QuerySpec> = {}): QuerySpec => ({
  ...specFor({ type: 'model', name: 'User' }, null),
  ...rest,
});

export const bookSpec = (rest: Partial<QuerySpec> = {}): QuerySpec => ({
  ...specFor({ type: 'model', name: 'Book' }, null),
  ...rest,
});
