/** What a line that begins with a dot may say. The one table of them: help, completion, both faces and docs/repl.md are made of it. */

export type DotCommandName =
  | 'help'
  | 'models'
  | 'describe'
  | 'scope'
  | 'queries'
  | 'sql'
  | 'code'
  | 'explain'
  | 'table'
  | 'tree'
  | 'export'
  | 'save'
  | 'load'
  | 'editor'
  | 'sandbox'
  | 'undo'
  | 'review'
  | 'commit'
  | 'rollback'
  | 'reload'
  | 'clear'
  | 'exit';

export interface DotCommand {
  readonly name: DotCommandName;
  /** What follows it; null for nothing. */
  readonly argument: {
    readonly name: string;
    readonly kind: 'model' | 'file' | 'command' | 'result';
    readonly isOptional: boolean;
  } | null;
  readonly summary: string;
}

export const dotCommands: readonly DotCommand[] = [
  {
    name: 'help',
    argument: { name: 'command', kind: 'command', isOptional: true },
    summary: 'what can be typed here',
  },
  { name: 'models', argument: null, summary: 'the models, with their tables and associations' },
  {
    name: 'describe',
    argument: { name: 'model', kind: 'model', isOptional: false },
    summary: 'the attributes, associations and scopes of a model',
  },
  {
    name: 'scope',
    argument: { name: 'model', kind: 'model', isOptional: true },
    summary: 'the names there are here, or the scopes of a model',
  },
  { name: 'queries', argument: null, summary: 'the saved queries, and how each is called' },
  { name: 'sql', argument: null, summary: 'the statements of the last evaluation, whole' },
  { name: 'code', argument: null, summary: 'what was evaluated so far, as a script for `seqscope run`' },
  { name: 'explain', argument: null, summary: 'the plan of the last query, which is not run' },
  { name: 'table', argument: null, summary: 'the last records as a table' },
  { name: 'tree', argument: null, summary: 'the last records as trees, what was included below each' },
  {
    name: 'export',
    argument: { name: 'file', kind: 'file', isOptional: false },
    summary: 'write the last rows into a .csv, .json or .jsonl file that is not there yet',
  },
  {
    name: 'save',
    argument: { name: 'file', kind: 'file', isOptional: false },
    summary: 'write what was evaluated so far into a file that is not there yet',
  },
  {
    name: 'load',
    argument: { name: 'file', kind: 'file', isOptional: false },
    summary: 'evaluate a file here',
  },
  { name: 'editor', argument: null, summary: 'type several lines; Ctrl-D evaluates them' },
  { name: 'sandbox', argument: null, summary: 'hold what lines change in one transaction from now on' },
  { name: 'undo', argument: null, summary: 'take the last line of the sandbox back' },
  { name: 'review', argument: null, summary: 'what the sandbox has changed, row by row' },
  { name: 'commit', argument: null, summary: 'keep what the sandbox has changed' },
  { name: 'rollback', argument: null, summary: 'forget what the sandbox has changed' },
  { name: 'reload', argument: null, summary: 'load the models again, as their files are now' },
  { name: 'clear', argument: null, summary: 'clear the screen' },
  { name: 'exit', argument: null, summary: 'leave, as Ctrl-D does' },
];

export interface TypedDotCommand {
  /** As typed, without the dot. */
  readonly name: string;
  /** Null when it is none of the table. */
  readonly command: DotCommand | null;
  readonly argument: string;
}

/** Null for a line that is code: `.5 + 1`, or a chain that goes on with `.then(`. */
export function typedDotCommand(line: string): TypedDotCommand | null {
  const match = /^\s*\.([a-z]+)(?:\s+(.*?))?\s*$/is.exec(line);
  if (match === null) return null;
  const name = (match[1] ?? '').toLowerCase();
  const command = dotCommands.find((row) => row.name === name) ?? null;
  return { name, command, argument: match[2] ?? '' };
}
