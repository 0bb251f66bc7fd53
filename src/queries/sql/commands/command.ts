/**
 * The commands that fingers know from psql: what one asks for. Those that list the catalog are data for the session; the
 * others are about what the face itself does.
 */
import { ConsoleError, nearestNames } from '../../../errors.ts';
import { commandPointer } from './psql-pointers.ts';

export type CatalogList =
  | 'tables'
  | 'views'
  | 'materialized-views'
  | 'indexes'
  | 'sequences'
  | 'schemas'
  | 'functions'
  | 'roles'
  | 'databases'
  | 'types'
  | 'extensions';

/** Lists the catalog. */
export type CatalogCommand =
  | { readonly type: 'describe'; readonly pattern: string | null; readonly isLong: boolean }
  | {
      readonly type: 'list';
      readonly what: CatalogList;
      readonly pattern: string | null;
      readonly isLong: boolean;
    };

/** For the face that it was typed in. */
export type FaceCommand =
  /** Null turns it over. */
  | { readonly type: 'expanded' | 'timing'; readonly isOn: boolean | null }
  | { readonly type: 'watch'; readonly seconds: number }
  | { readonly type: 'help' }
  | { readonly type: 'quit' };

/** Seconds between two runs: a server is not to be kept busy by a slip, and a day is enough. */
const shortestWatch = 0.1;
const longestWatch = 86_400;

interface CommandRow {
  readonly name: string;
  readonly argument: string;
  readonly summary: string;
  readonly read: (argument: string | null, isLong: boolean) => CatalogCommand | FaceCommand;
}

const listing = (name: string, what: CatalogList, summary: string): CommandRow => ({
  name,
  argument: '[PATTERN]',
  summary,
  read: (pattern, isLong) => ({ type: 'list', what, pattern, isLong }),
});

/** `+` behind a name that lists adds sizes and comments, as in psql. */
const rows: readonly CommandRow[] = [
  {
    name: 'd',
    argument: '[NAME]',
    summary: 'describe a table, view, index or sequence; list them all',
    read: (pattern, isLong) => ({ type: 'describe', pattern, isLong }),
  },
  listing('dt', 'tables', 'list tables'),
  listing('dv', 'views', 'list views'),
  listing('dm', 'materialized-views', 'list materialized views'),
  listing('di', 'indexes', 'list indexes'),
  listing('ds', 'sequences', 'list sequences'),
  listing('dn', 'schemas', 'list schemas'),
  listing('df', 'functions', 'list functions'),
  listing('dT', 'types', 'list types'),
  listing('dx', 'extensions', 'list extensions'),
  listing('du', 'roles', 'list roles'),
  listing('dg', 'roles', 'list roles'),
  listing('l', 'databases', 'list databases'),
  {
    name: 'x',
    argument: '[on|off]',
    summary: 'rows one under the other',
    read: (word) => ({ type: 'expanded', isOn: switchOf('x', word) }),
  },
  {
    name: 'timing',
    argument: '[on|off]',
    summary: 'the time of each statement',
    read: (word) => ({ type: 'timing', isOn: switchOf('timing', word) }),
  },
  {
    name: 'watch',
    argument: '[SECONDS]',
    summary: 'run the statement before it again and again',
    read: (word) => ({ type: 'watch', seconds: secondsOf(word) }),
  },
  { name: '?', argument: '', summary: 'these commands', read: () => ({ type: 'help' }) },
  { name: 'q', argument: '', summary: 'leave', read: () => ({ type: 'quit' }) },
];

/** Reads `\dt+ user*;`. Throws `unknown-command` with the nearest names. */
export function parseCommand(text: string): CatalogCommand | FaceCommand {
  const [, name = '', plus = '', rest = ''] =
    /^\\([A-Za-z]+|[?!])?(\+?)\s*([\s\S]*?)\s*;?\s*$/.exec(text) ?? [];
  const row = rows.find((candidate) => candidate.name === name);
  if (row !== undefined) return row.read(rest === '' ? null : rest, plus === '+');
  throw new ConsoleError(`There is no command "\\${name}".`, {
    code: 'unknown-command',
    kind: 'usage',
    remedy: commandPointer(name) ?? nearestCommands(name),
  });
}

function nearestCommands(name: string): string {
  const known = rows.map((candidate) => candidate.name);
  const near = name === '' ? [] : nearestNames(name, known, 3).map((found) => `\`\\${found}\``);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Type `\\?` for the commands there are.';
}

/** One line a command: how it is typed, and what it does. */
export function commandHelp(): readonly (readonly [string, string])[] {
  return rows.map(({ name, argument, summary }) => [`\\${name} ${argument}`.trimEnd(), summary]);
}

function switchOf(name: string, word: string | null): boolean | null {
  if (word === null) return null;
  if (/^(?:on|true|1)$/i.test(word)) return true;
  if (/^(?:off|false|0)$/i.test(word)) return false;
  throw new ConsoleError(`"\\${name} ${word}" is neither on nor off.`, {
    code: 'command-argument',
    kind: 'usage',
    remedy: `Type \`\\${name} on\`, \`\\${name} off\`, or \`\\${name}\` alone.`,
  });
}

/** `\\watch 2`, and `i=2` as psql 16 writes it. */
function secondsOf(word: string | null): number {
  const seconds = Number(word?.replace(/^i(?:nterval)?=/, '') ?? 2);
  if (seconds >= shortestWatch && seconds <= longestWatch) return seconds;
  throw new ConsoleError(
    `"\\watch ${word ?? ''}" gives no number of seconds between ${shortestWatch} and ${longestWatch}.`,
    { code: 'command-argument', kind: 'usage', remedy: 'Type `\\watch 2`.' },
  );
}
