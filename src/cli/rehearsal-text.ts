/** A rehearsal as people read it: each pass with its statements, locks and schema changes, then what follows from it all. */
import type { SchemaDifference } from '../database/snapshot/difference.ts';
import type { ObjectKey, PropertyValue } from '../database/snapshot/snapshot.ts';
import type {
  RehearsalOutcome,
  RehearsedEntry,
  RehearsedLock,
  RehearsedPass,
  RehearsedStatement,
} from '../journal/rehearse/rehearsal.ts';
import { type DiagnosticStyle, reportText } from '../output/diagnostics.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import { counted, milliseconds } from './rows-output.ts';

const longestStatement = 120;
const longestValue = 80;
/** A seeder may send thousands. */
const mostStatements = 50;

export function passText(pass: RehearsedPass, style: DiagnosticStyle): string {
  const { name, direction, durationMs, status, isAtomic, statements, locks, error } = pass;
  const lines = [
    `== ${sanitiseLine(name)}: ${direction}, ${milliseconds(durationMs)}${isAtomic ? '' : ', outside a transaction'}${status === 'failed' ? ', FAILED' : ''}`,
    ...section('statements', statementLines(statements)),
    ...section('locks on existing tables', lockLines(locks)),
    ...section('schema', differenceLines(pass.difference)),
  ];
  const text = lines.map((line) => `${line}\n`).join('');
  return error === null ? `${text}\n` : `${text}${reportText(error, style)}\n`;
}

export function outcomeText(outcome: RehearsalOutcome): string {
  const { entries, passedOver, place, movedSequences, changedMeanwhile } = outcome;
  const changes = differenceLines(changedMeanwhile);
  const lines = [
    ...(place.type === 'copy' ? placeLines(place) : []),
    ...passedOver.map(
      (name) => `passed over "${name}": recorded as executed, but there is no file to revert it with`,
    ),
    ...entries.flatMap(verdictLines),
    ...movedSequences.map(
      ({ schema, name, from, to }) =>
        `sequence ${schema}.${name} went from ${from ?? 'nothing'} to ${to ?? 'nothing'}: numbers drawn are not rolled back`,
    ),
    ...(changes.length === 0
      ? [entries.length === 0 ? 'Nothing to rehearse.' : 'The database is as it was.']
      : [
          'The schema of the database changed meanwhile, by somebody else or over a connection of the project’s own:',
          ...changes.map((line) => `  ${line}`),
        ]),
  ];
  return lines.map((line) => `${sanitiseLine(line)}\n`).join('');
}

function section(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`  ${head}`, ...lines.map((line) => `    ${sanitiseLine(line)}`)];
}

function statementLines(statements: readonly RehearsedStatement[]): readonly string[] {
  const shown = statements.slice(0, mostStatements).map((statement) => {
    const { sql, durationMs, rows, command } = statement;
    const writes = /^(?:INSERT|UPDATE|DELETE|MERGE|COPY)$/.test(command) && rows !== null;
    const time = milliseconds(durationMs ?? 0).padStart(8);
    return `${time}  ${cut(sql.trim().replace(/\s+/g, ' '), longestStatement)}${writes ? `  (${counted(rows, 'row')})` : ''}`;
  });
  const rest = statements.length - shown.length;
  return rest > 0 ? [...shown, `… and ${counted(rest, 'more statement')}`] : shown;
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
function lockLines(locks: readonly RehearsedLock[]): readonly string[] {
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

/** A table that came or went says how much came or went with it. */
export function differenceLines({ added, removed, changed }: SchemaDifference): readonly string[] {
  return [
    ...wholeTables('+', added),
    ...wholeTables('-', removed),
    ...changed.map(
      (object) =>
        `~ ${labelOf(object)}: ${object.changes.map(({ property, from, to }) => `${wordsOf(property)} ${valueText(from)} → ${valueText(to)}`).join(', ')}`,
    ),
  ];
}

function wholeTables(sign: string, objects: readonly ObjectKey[]): readonly string[] {
  const tables = new Set(
    objects.flatMap(({ type, schema, name }) => (type === 'table' ? [`${schema}.${name}`] : [])),
  );
  return objects.flatMap((object) => {
    if (object.table !== null && tables.has(`${object.schema}.${object.table}`)) return [];
    if (object.type !== 'table') return [`${sign} ${labelOf(object)}`];
    const parts = objects.filter(({ schema, table }) => schema === object.schema && table === object.name);
    const counts = (['column', 'constraint', 'index', 'trigger'] as const).flatMap((type) => {
      const count = parts.filter((part) => part.type === type).length;
      return count === 0
        ? []
        : [
            `${String(count)} ${type === 'index' && count > 1 ? 'indexes' : `${type}${count > 1 ? 's' : ''}`}`,
          ];
    });
    return [`${sign} ${labelOf(object)}${counts.length === 0 ? '' : ` (${counts.join(', ')})`}`];
  });
}

function labelOf({ type, schema, table, name }: ObjectKey): string {
  const place = [schema, table, name].filter((part) => part !== null && part !== '').join('.');
  return `${type === 'other' ? '' : `${type} `}${place}`;
}

/** `isNullable` → `is nullable`. */
function wordsOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText(value: PropertyValue | null): string {
  if (value === null) return 'none';
  const text = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
  return cut(text.replace(/\s+/g, ' '), longestValue);
}

function verdictLines({ name, passes, roundTrip }: RehearsedEntry): readonly string[] {
  const failed = passes.find(({ status }) => status === 'failed');
  if (failed !== undefined) return [`✗ ${name}: ${failed.direction} fails`];
  const [first] = passes;
  if (roundTrip === null || first === undefined) return [`✓ ${name}`];
  const back = first.direction === 'up' ? 'down' : 'up';
  const left = differenceLines(roundTrip.afterBack);
  const again = roundTrip.afterAgain === null ? [] : differenceLines(roundTrip.afterAgain);
  if (left.length === 0 && again.length === 0) return [`✓ ${name}: ${back} restores the schema`];
  if (roundTrip.isRestored) return [`✓ ${name}: ${back} restores the schema, with columns in another order`];
  return [
    `✗ ${name}: ${back} does not restore the schema`,
    ...left.map((line) => `    ${line}`),
    ...(again.length === 0
      ? []
      : [`  and ${first.direction} again leads elsewhere`, ...again.map((line) => `    ${line}`)]),
  ];
}

function placeLines(place: Extract<RehearsalOutcome['place'], { type: 'copy' }>): readonly string[] {
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

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
