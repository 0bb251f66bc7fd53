/**
 * Searches all rows of a spec for a text within a time limit: stretch by stretch, each told when it is done, so that nothing found
 * is lost and the search can go on where it stopped. A statement that would outlast the limit is cancelled on the server.
 */
import type { Database } from '../../database/client.ts';
import { QueryInterrupted } from '../../database/client/run-query.ts';
import { ConsoleError } from '../../errors.ts';
import type { PartRequest } from '../keyset/read-paged.ts';
import type { Page, QuerySpec } from '../query-spec.ts';
import { chooseWalk, type ChosenWalk } from './choose-walk.ts';
import type { SearchOutcome, SearchPlace, SearchReceiver, SearchRequest } from './search-request.ts';
import type { SearchSource } from './search-source.ts';
import type { Walk } from './search-walk.ts';

/** So few rows are read by one statement; where the planner is wrong about that, only so long. */
const fewRows = 20_000;
const fewRowsLimitMs = 500;

const firstLength = 2_000;
/** Between these a stretch is as long as the next; a longer one than the last is given up and begun again with fewer rows. */
const shortMs = 100;
const longMs = 400;
const stretchLimitMs = 1_500;
/** Found rows that one statement may bring: of all rows, and of a stretch where nobody said how many are wanted. */
const mostRows = 1_000;
const mostOfStretch = 5_000;
/** No block of a table has more rows. */
const rowsOfBlock = 300;

export interface SearchRun {
  readonly source: SearchSource;
  readonly request: SearchRequest;
  readonly onProgress: SearchReceiver;
  readonly signal: AbortSignal | undefined;
}

/** Rejects with kind `interrupted` after an abort of the caller's; what was told until then stays true. */
export async function runSearch(database: Database, run: SearchRun): Promise<SearchOutcome> {
  const { request, signal } = run;
  const clock = startClock(request.timeLimitMs, signal);
  try {
    return { ...(await search(database, run, clock)), durationMs: clock.elapsedMs() };
  } catch (error) {
    // The time was over before anything was read.
    if (!isCut(error, signal)) throw error;
    return { ...nothing, place: request.from, durationMs: clock.elapsedMs() };
  }
}

type Ended = Omit<SearchOutcome, 'durationMs'>;

const nothing: Ended = {
  foundRows: 0,
  searchedRows: null,
  rowEstimate: null,
  stopped: 'time',
  place: null,
  order: 'asked',
};

async function search(database: Database, run: SearchRun, clock: Clock): Promise<Ended> {
  const { source, request } = run;
  const { relation, owner, order } = source;
  const chosen = await chooseWalk(database, relation, owner, order, clock.within());
  const { walk } = chosen;
  if (walk === null) return (await readWhole(run, clock, null, Infinity)) ?? nothing;
  if (request.from === null) {
    const expected = await source.estimate(clock.within());
    const isFew = expected !== null && expected <= fewRows;
    const whole = isFew ? await readWhole(run, clock, expected, fewRowsLimitMs) : null;
    if (whole?.stopped === 'end') return whole;
  }
  return readStretches(run, clock, walk, chosen);
}

/** All rows with one statement. Null when its time was over; told only where it has every row, or nothing else can be done. */
async function readWhole(
  { source, onProgress, signal }: SearchRun,
  clock: Clock,
  expected: number | null,
  limitMs: number,
): Promise<Ended | null> {
  try {
    const page = await source.read(requestFor(source, null, mostRows + 1), clock.within(limitMs));
    const isEnd = page.rows.length <= mostRows;
    const rows = shortened(page, mostRows);
    const foundRows = rows.rows.length;
    const rowEstimate = expected === null ? null : Math.max(expected, foundRows);
    const ended: Ended = {
      ...nothing,
      foundRows,
      searchedRows: rowEstimate,
      rowEstimate,
      stopped: isEnd ? 'end' : 'rows',
    };
    if (isEnd || limitMs === Infinity) {
      onProgress({ page: rows, foundRows, searchedRows: rowEstimate, rowEstimate, place: null });
    }
    return ended;
  } catch (error) {
    if (isCut(error, signal)) return null;
    throw error;
  }
}

async function readStretches(
  { source, request, onProgress, signal }: SearchRun,
  clock: Clock,
  walk: Walk,
  { rowEstimate }: ChosenWalk,
): Promise<Ended> {
  const wanted = request.spec.limit ?? Infinity;
  let place = placeOf(request, walk);
  let foundRows = 0;
  const ended = (stopped: Ended['stopped'], at: SearchPlace | null, searchedRows: number): Ended => ({
    foundRows,
    searchedRows,
    rowEstimate,
    stopped,
    place: at,
    order: walk.type === 'keys' ? 'asked' : 'storage',
  });
  for (;;) {
    const { at, searchedRows, stretchLength } = place;
    if (clock.leftMs() <= 0) return ended('time', place, searchedRows);
    const most = Math.min(mostOfStretch, Math.max(rowsOfBlock, wanted - foundRows));
    const startedAt = performance.now();
    const within = clock.within(stretchLimitMs);
    try {
      const { stretch, next, rowCount } = await walk.step(at, stretchLength, within);
      const isLeast = stretchLength === 1;
      const page = await source.read(requestFor(source, stretch, isLeast ? null : most + 1), within);
      if (!isLeast && page.rows.length > most) {
        place = { ...place, stretchLength: shorter(stretchLength) };
        continue;
      }
      foundRows += page.rows.length;
      const took = performance.now() - startedAt;
      const searched = searchedRows + rowCount;
      const length = nextLength(stretchLength, took, page.rows.length, most);
      const following = next === null ? null : { at: next, searchedRows: searched, stretchLength: length };
      onProgress({ page, foundRows, searchedRows: searched, rowEstimate, place: following });
      if (following === null) return ended('end', null, searched);
      if (foundRows >= wanted) return ended('rows', following, searched);
      place = following;
    } catch (error) {
      if (!isCut(error, signal)) throw error;
      // Fewer rows are looked at in the same time; one alone cannot be divided.
      place = { ...place, stretchLength: shorter(stretchLength) };
    }
  }
}

function placeOf({ from }: SearchRequest, walk: Walk): SearchPlace {
  if (from?.at.walk === walk.type) return from;
  // The planner may have come to think otherwise since: then it begins anew.
  return { at: walk.start, searchedRows: 0, stretchLength: from?.stretchLength ?? firstLength };
}

function shorter(length: number): number {
  return Math.max(1, Math.floor(length / 8));
}

/** As many rows as can be looked at while one waits for news of them, and no more than will be found among them. */
function nextLength(length: number, tookMs: number, found: number, most: number): number {
  const byTime = tookMs < shortMs ? length * 4 : tookMs > longMs ? length / 2 : length;
  const byFound = found === 0 ? Infinity : (length * most) / found / 2;
  return Math.max(1, Math.floor(Math.min(byTime, byFound)));
}

function requestFor(
  source: SearchSource,
  stretch: PartRequest['stretch'],
  limit: number | null,
): PartRequest {
  const { terms, type } = source.order;
  return { stretch, terms, limit, offset: 0, withKeys: type === 'keys' };
}

function shortened(page: Page, length: number): Page {
  if (page.rows.length <= length) return page;
  return {
    ...page,
    rows: page.rows.slice(0, length),
    bookmarks: page.bookmarks.slice(0, length),
    clipped: page.clipped.filter(({ row }) => row < length),
  };
}

interface Clock {
  readonly leftMs: () => number;
  readonly elapsedMs: () => number;
  /** Aborted by the caller, when the time is over, or after so long. */
  readonly within: (limitMs?: number) => AbortSignal;
}

function startClock(limitMs: number, signal: AbortSignal | undefined): Clock {
  const startedAt = performance.now();
  const elapsedMs = (): number => performance.now() - startedAt;
  const leftMs = (): number => limitMs - elapsedMs();
  return {
    leftMs,
    elapsedMs,
    within(ownMs = Infinity) {
      const timeout = AbortSignal.timeout(Math.max(1, Math.round(Math.min(leftMs(), ownMs))));
      return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    },
  };
}

/** True when the statement was cut short by our own clock or the server's, and not by the caller. */
function isCut(error: unknown, signal: AbortSignal | undefined): boolean {
  if (signal?.aborted === true) return false;
  if (error instanceof QueryInterrupted) return true;
  return error instanceof ConsoleError && error.code === 'statement-timeout';
}

/** The spec as a search reads it: from its first row. Throws `search-empty` for one without a text. */
export function searchedSpec(spec: QuerySpec): QuerySpec {
  return { ...spec, search: spec.search ?? '', place: { type: 'start' } };
}
