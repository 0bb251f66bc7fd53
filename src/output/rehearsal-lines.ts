/**
 * What a rehearsal says, in words that both faces use: locks, verdicts, where it ran, what became of the database. Lines without
 * colour; names are as the database and the project have them, so whoever prints them makes them safe.
 */
import type {
  RehearsalOutcome,
  RehearsedEntry,
  RehearsedLock,
  RehearsedPass,
  RehearsedStatement,
} from '../journal/rehearse/rehearsal.ts';
import { differenceLines } from './difference-lines.ts';
import { counted, milliseconds } from './measures.ts';

/** `3 rows` where the statement wrote some; empty for all others. */
export function writtenRows({ command, rows }: RehearsedStatement): string {
  return /^(?:INSERT|UPDATE|DELETE|MERGE|COPY)$/.test(command) && rows !== null ? counted(rows, 'row') : '';
}

const deeds: Readonly<Record<string, string>> = {
  INSERT: 'inserted',
  UPDATE: 'updated',
  DELETE: 'deleted',
  MERGE: 'merged',
  COPY: 'copied',
};

/** `2,000 rows inserted`, a line for each kind of writing. */
export function writtenLines({ statements }: RehearsedPass): readonly string[] {
  return Object.entries(deeds).flatMap(([deed, done]) => {
    const count = statements.reduce(
      (sum, { command, rows }) => sum + (command === deed ? (rows ?? 0) : 0),
      0,
    );
    return count === 0 ? [] : [`${counted(count, 'row')} ${done}`];
  });
}

/** PostgreSQL manual, 13.3.1, weakest first: what each keeps others from. */
const modes: readonly (readonly [string, string])[] = [
  ['AccessShareLock', 'blocks dropping and altering only'],
  ['RowShareLock', 'blocks altering'],
  ['RowExclusiveLock', 'blocks altering and building an index'],
  ['ShareUpdateExclusiveLock', 'blocks altering, reads and writes go on'],
  ['ShareLock', 'blocks writes'],
  ['ShareRowExclusiveLock', 'blocks writes'],
  ['ExclusiveLock', 'blocks writes'],
  ['AccessExclusiveLock', 'blocks reads and writes'],
];

/** The strongest of each table: the others add nothing to it. */
export function lockLines(locks: readonly RehearsedLock[]): readonly string[] {
  const strength = (lock: RehearsedLock) => modes.findIndex(([mode]) => mode === lock.mode);
  const strongest = new Map<string, RehearsedLock>();
  for (const lock of locks) {
    const table = `${lock.schema}.${lock.table}`;
    const known = strongest.get(table);
    if (known === undefined || strength(lock) > strength(known)) strongest.set(table, lock);
  }
  return [...strongest].map(([table, lock]) => {
    const { mode, statement, heldMs, isHeldBefore } = lock;
    const effect = modes.find(([name]) => name === mode)?.[1] ?? '';
    const since = `from statement ${String(statement + 1)} on, ${milliseconds(heldMs)}`;
    return `${table}  ${mode.replace(/Lock$/, '')}, ${effect}  (${since}${isHeldBefore ? ', held already' : ''})`;
  });
}

/** What follows from the passes of one entry. `lines` are what the way back leaves otherwise. */
export interface Verdict {
  readonly isFine: boolean;
  /** Completes a sentence that begins with the name; empty where there is nothing to say beside it. */
  readonly text: string;
  readonly lines: readonly string[];
}

export function verdictOf({ passes, roundTrip }: RehearsedEntry): Verdict {
  const failed = passes.find(({ status }) => status === 'failed');
  if (failed !== undefined) return { isFine: false, text: `${failed.direction} fails`, lines: [] };
  const [first] = passes;
  if (roundTrip === null || first === undefined) return { isFine: true, text: '', lines: [] };
  const back = first.direction === 'up' ? 'down' : 'up';
  const left = differenceLines(roundTrip.afterBack);
  const again = roundTrip.afterAgain === null ? [] : differenceLines(roundTrip.afterAgain);
  if (left.length === 0 && again.length === 0)
    return { isFine: true, text: `${back} restores the schema`, lines: [] };
  if (roundTrip.isRestored)
    return { isFine: true, text: `${back} restores the schema, with columns in another order`, lines: [] };
  return {
    isFine: false,
    text: `${back} does not restore the schema`,
    lines: [
      ...left.map((line) => `    ${line}`),
      ...(again.length === 0
        ? []
        : [`  and ${first.direction} again leads elsewhere`, ...again.map((line) => `    ${line}`)]),
    ],
  };
}

/** Where it ran, when that was a copy. */
export function copyLines(place: RehearsalOutcome['place']): readonly string[] {
  if (place.type === 'transaction') return [];
  const missing = differenceLines(place.missing);
  const where = place.isEmbedded ? ' on the embedded server' : '';
  return [
    place.how === 'template'
      ? `Rehearsed on a copy with all rows${where}, which is dropped.`
      : `Rehearsed on a copy of the schema${where}, its tables empty, which is dropped: rows and times say nothing of the real ones.`,
    ...(missing.length === 0
      ? []
      : ['The copy differs from the database:', ...missing.map((line) => `  ${line}`)]),
  ];
}

export function sequenceLines({ movedSequences }: RehearsalOutcome): readonly string[] {
  return movedSequences.map(
    ({ schema, name, from, to }) =>
      `sequence ${schema}.${name} went from ${from ?? 'nothing'} to ${to ?? 'nothing'}: numbers drawn are not rolled back`,
  );
}

/** What became of the real database. */
export function meanwhileLines({ changedMeanwhile, entries }: RehearsalOutcome): readonly string[] {
  const changes = differenceLines(changedMeanwhile);
  if (changes.length === 0)
    return [entries.length === 0 ? 'Nothing to rehearse.' : 'The database is as it was.'];
  return [
    'The schema of the database changed meanwhile, by somebody else or over a connection of the project’s own:',
    ...changes.map((line) => `  ${line}`),
  ];
}

export function passedOverLines({ passedOver }: RehearsalOutcome): readonly string[] {
  return passedOver.map(
    (name) => `passed over "${name}": recorded as executed, but there is no file to revert it with`,
  );
}
