/** `search`: the rows that hold a text, as they are found; how far the search was on `notes`. */
import { exitCodes } from '../errors.ts';
import type { Page } from '../queries/query-spec.ts';
import type { SearchProgress } from '../queries/search/search-request.ts';
import type { Invocation, Output } from './command.ts';
import { parseDuration } from './parse-duration.ts';
import { progressLine } from './progress-line.ts';
import { resolveRows } from './read-source.ts';
import { chosenFormat, counted, writeRows, type RowFormat } from './rows-output.ts';
import { searchedText, stoppedText } from './search-text.ts';
import { typedSpec } from './typed-spec.ts';

/** Rows of a table when there is no `--limit`, as `query` has it. */
const shownRows = 100;
const defaultLimitMs = 5_000;

/** Exits as grep does: 0 when something was found, 1 when nothing was. */
export async function searchRows(invocation: Invocation): Promise<number> {
  const { options, out, notes, signal } = invocation;
  const format = chosenFormat(options);
  const typed = typedSpec(options, format === 'table' ? shownRows : null);
  const timeLimit = options.text('time-limit');
  const timeLimitMs = timeLimit === null ? defaultLimitMs : parseDuration(timeLimit, 'search', 'time-limit');
  const session = await invocation.openSession();
  const [name = '', text = ''] = invocation.arguments;
  const source = await resolveRows(session, name);
  const scopes = await Promise.all(options.list('scope').map((scope) => session.parseScope(scope)));
  const request = { spec: { ...typed, source, scopes, search: text }, timeLimitMs, from: null };
  const found = foundRows(format, typed.limit ?? Infinity, out);
  const line = progressLine(notes, progressText);
  const outcome = await session
    .search(request, {
      signal,
      onProgress: (progress) => {
        line.show(progress);
        found.add(progress.page);
      },
    })
    .finally(line.clear);
  await found.end();
  const cut = found.count() < outcome.foundRows;
  const rows = `${counted(found.count(), 'row')} found`;
  const end = cut && outcome.stopped === 'end' ? '; more follow, `--limit` shows them' : '';
  await notes.write(`${rows}; ${stoppedText(outcome, timeLimitMs)}${end}\n`);
  return outcome.foundRows > 0 ? exitCodes.ok : exitCodes.failed;
}

interface FoundRows {
  readonly add: (page: Page) => void;
  readonly count: () => number;
  readonly end: () => Promise<void>;
}

/** Formats of one row a line are written as rows come; a table and a document when all are there. */
function foundRows(format: RowFormat, limit: number, out: Output): FoundRows {
  const pages: Page[] = [];
  let count = 0;
  let writing = Promise.resolve();
  return {
    add(page) {
      const rows = page.rows.slice(0, Math.max(0, limit - count));
      count += rows.length;
      const part = { ...page, rows };
      if (format === 'jsonl') writing = writing.then(() => writeRows(part, format, out));
      else if (rows.length > 0 || pages.length === 0) pages.push(part);
    },
    count: () => count,
    async end() {
      await writing;
      const columns = pages.find(({ rows }) => rows.length > 0)?.columns ?? pages[0]?.columns ?? [];
      if (format !== 'jsonl')
        await writeRows({ columns, rows: pages.flatMap(({ rows }) => rows) }, format, out);
    },
  };
}

function progressText(progress: SearchProgress): string {
  return `searching … ${searchedText(progress)}, ${counted(progress.foundRows, 'row')} found`;
}
