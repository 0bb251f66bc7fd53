/** The rows of what evaluates code. */
import type { CommandRow, OptionRow } from './command.ts';
import { json } from './shared-options.ts';

const sandbox: OptionRow = {
  name: 'sandbox',
  kind: 'flag',
  summary: 'hold every change in one transaction; without a terminal it is reviewed and rolled back',
};

const asJson = { ...json, summary: 'print the value as JSON; what the code writes goes to standard error' };

export const replCommands: readonly CommandRow[] = [
  {
    name: 'repl',
    summary: 'evaluate code with the models in scope',
    description:
      'In a terminal it asks for lines: top-level await, TypeScript, Tab, history, and .help for the rest (docs/repl.md).\n' +
      'With -e, or code on standard input, it evaluates that and prints what it came to.',
    group: 'Console',
    arguments: [],
    options: [
      {
        name: 'eval',
        short: 'e',
        kind: 'text',
        value: 'code',
        summary: 'evaluate this, print its value, and end',
      },
      asJson,
      sandbox,
    ],
    examples: [
      { line: 'seqscope repl', summary: 'models, sequelize, Op, sql`…` and more in scope' },
      { line: "seqscope repl -e 'User.count()'", summary: 'a promise is awaited without being asked' },
      {
        line: "seqscope repl -e 'User.findAll({ limit: 2 })' --json",
        summary: 'as the application would send it',
      },
    ],
    opensRepl: true,
    load: async () => (await import('./evaluate.ts')).evaluateExpression,
  },
  {
    name: 'run',
    summary: 'run a script with the models in scope',
    description:
      'JavaScript or TypeScript; its imports are relative to it, its words are in `argv`. What it writes with console.log is on standard output.',
    group: 'Console',
    arguments: [
      { name: 'script', summary: 'the file, relative to the working directory', isOptional: false },
      { name: 'words', summary: 'what the script finds in argv', isOptional: true, isVariadic: true },
    ],
    options: [{ ...asJson, summary: 'print the value of its last expression as JSON' }, sandbox],
    examples: [
      { line: 'seqscope run scripts/report.ts 2026', summary: 'nothing to import, nothing to connect' },
      { line: 'seqscope run report.ts --json | jq length', summary: 'its last expression is the result' },
    ],
    load: async () => (await import('./evaluate.ts')).runScriptFile,
  },
];
