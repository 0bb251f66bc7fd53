/** Completes typed code, unfinished as it is. Nothing of the project is run for it. */
import type { Sequelize } from 'sequelize';
import type { Binding } from '../context/bindings.ts';
import { dotCommands } from '../dot-commands.ts';
import type { Scope } from '../scope.ts';
import type { CodeCompletion, CodeCompletionRequest, CompletionOption } from './code-completion.ts';
import { codePosition } from './code-place.ts';
import { completeFile } from './complete-file.ts';
import { finderOptions } from './finder-options.ts';
import { knownOf, type KnownNames } from './known-value.ts';
import { memberOptions } from './member-options.ts';

export interface CompletionGround extends KnownNames {
  readonly scope: Scope;
  readonly bindings: readonly Binding[];
  readonly sequelize: Sequelize | null;
}

/** More than these are no help; what is typed narrows them. */
const mostOptions = 400;

const keywords = [
  'await',
  'async',
  'const',
  'let',
  'var',
  'function',
  'class',
  'return',
  'if',
  'else',
  'for',
  'of',
  'in',
  'while',
  'do',
  'switch',
  'case',
  'break',
  'continue',
  'try',
  'catch',
  'finally',
  'throw',
  'new',
  'typeof',
  'instanceof',
  'delete',
  'void',
  'yield',
  'import',
  'null',
  'true',
  'false',
  'undefined',
  'this',
] as const;

export function completeCode(
  { text, cursor }: CodeCompletionRequest,
  ground: CompletionGround,
): CodeCompletion {
  const command = /^\s*\.([a-z]*)(\s+(.*))?$/is.exec(text.slice(0, cursor));
  if (command !== null) return completeCommand(command, cursor, ground);
  const { typed, from, at, frames } = codePosition(text, cursor);
  switch (at.type) {
    case 'nowhere':
      return { from: cursor, to: cursor, options: [] };
    case 'member': {
      const known = knownOf(at.object, ground);
      return ranked(typed, from, cursor, known === null ? [] : memberOptions(known, ground));
    }
    case 'string':
      return ranked(typed, from, cursor, finderOptions(frames, true, ground) ?? []);
    case 'word': {
      const ofFinder = finderOptions(frames, false, ground);
      const frame = frames.at(-1);
      // A key of a literal is no name of the scope.
      const isKey = frame?.open === '{' && frame.key === null && ofFinder !== null;
      return ranked(
        typed,
        from,
        cursor,
        isKey ? ofFinder : [...(ofFinder ?? []), ...nameOptions(ground, typed)],
      );
    }
  }
}

function nameOptions({ bindings, scope }: CompletionGround, typed: string): readonly CompletionOption[] {
  const models = new Set(bindings.filter(({ kind }) => kind === 'model').map(({ name }) => name));
  const own = Object.keys(scope).map((text): CompletionOption => ({
    text,
    kind: models.has(text) ? 'model' : 'name',
    detail: '',
  }));
  if (typed === '') return own.filter(({ text }) => !/^[$_]/.test(text));
  const globals = Object.getOwnPropertyNames(globalThis).filter(
    (name) => !(name in scope) && /^[\w$]+$/.test(name),
  );
  return [
    ...own,
    ...keywords.map((text): CompletionOption => ({ text, kind: 'keyword', detail: '' })),
    ...globals.map((text): CompletionOption => ({ text, kind: 'name', detail: '' })),
  ];
}

function completeCommand(
  [, name = '', blanks, argument = '']: RegExpExecArray,
  cursor: number,
  ground: CompletionGround,
): CodeCompletion {
  if (blanks === undefined) {
    const options = dotCommands.map((row): CompletionOption => ({
      text: row.name,
      kind: 'command',
      detail: row.summary,
    }));
    return ranked(name, cursor - name.length, cursor, options);
  }
  const row = dotCommands.find((command) => command.name === name.toLowerCase());
  const from = cursor - argument.length;
  switch (row?.argument?.kind) {
    case 'model': {
      const models = ground.bindings.filter(({ kind }) => kind === 'model');
      return ranked(
        argument,
        from,
        cursor,
        models.map(({ name: text }) => ({ text, kind: 'model', detail: '' })),
      );
    }
    case 'command':
      return ranked(
        argument,
        from,
        cursor,
        dotCommands.map(({ name: text, summary }) => ({ text, kind: 'command', detail: summary })),
      );
    case 'file':
      return completeFile(argument, cursor);
    case 'result':
    case undefined:
      return { from: cursor, to: cursor, options: [] };
  }
}

/** Those that begin as it is typed, in these letters first; models before other names. */
function ranked(
  typed: string,
  from: number,
  to: number,
  options: readonly CompletionOption[],
): CodeCompletion {
  const small = typed.toLowerCase();
  const fitting = options.filter(({ text }) => text.toLowerCase().startsWith(small));
  const rank = ({ text, kind }: CompletionOption): number =>
    (text.startsWith(typed) ? 0 : 2) + (kind === 'name' || kind === 'keyword' ? 1 : 0);
  const sorted = fitting.toSorted((a, b) => rank(a) - rank(b));
  return { from, to, options: sorted.slice(0, mostOptions) };
}
