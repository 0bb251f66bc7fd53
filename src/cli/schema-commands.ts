/** The rows of the commands that draw and explain the schema. */
import type { ArgumentRow, CommandRow, OptionRow } from './command.ts';
import { json } from './shared-options.ts';

const output = (summary: string): OptionRow => ({
  name: 'output',
  short: 'o',
  kind: 'text',
  value: 'file',
  summary,
});
const force: OptionRow = { name: 'force', kind: 'flag', summary: 'replace a file that is there' };

const end = (name: string): ArgumentRow => ({ name, summary: 'a model or table', isOptional: false });

export const schemaCommands: readonly CommandRow[] = [
  {
    name: 'path',
    summary: 'show how one model leads to another',
    description:
      'The shortest paths of associations, each as Sequelize code and as SQL, with how many rows it leads to for each\n' +
      "row, by the planner's statistics, and the indexes it lacks. Where no association leads there, foreign keys do.\n" +
      'Exits 1 when there is no path.',
    group: 'Read',
    arguments: [end('from'), end('to')],
    options: [
      {
        name: 'number',
        short: 'n',
        kind: 'integer',
        least: 1,
        value: 'count',
        summary: 'so many paths, longer ones too (default: all of the shortest)',
        conflicts: ['all'],
      },
      { name: 'all', kind: 'flag', summary: 'every path without a loop, a thousand at most' },
      json,
    ],
    examples: [
      { line: 'seqscope path User Role', summary: 'how a user leads to its role' },
      { line: 'seqscope path Role UserDevice -n 3 --json', summary: 'the three shortest paths' },
    ],
    load: async () => (await import('./path.ts')).showPaths,
  },
  {
    name: 'erd',
    summary: 'draw the schema, or part of it, as a diagram',
    description:
      'One line for each relation, whether associations say it, a foreign key, or both; how many rows there are at each\n' +
      'end is what the constraints allow. A dotted line has no foreign key.',
    group: 'Read',
    arguments: [
      {
        name: 'models',
        summary: 'models or tables (default: all models and what they are related to)',
        isOptional: true,
        isVariadic: true,
      },
    ],
    options: [
      { name: 'around', kind: 'text', value: 'model', summary: 'a model with its neighbours' },
      { name: 'depth', kind: 'integer', value: 'count', summary: 'how far neighbours may be (default: 1)' },
      {
        name: 'format',
        kind: 'text',
        value: 'format',
        summary: "mermaid, dbml, dot or svg (default: by the file's ending, else mermaid)",
        choices: ['mermaid', 'dbml', 'dot', 'svg'],
      },
      {
        name: 'columns',
        kind: 'text',
        value: 'which',
        summary: 'all, keys or none (default: all of up to 30 tables, else keys)',
        choices: ['all', 'keys', 'none'],
      },
      output('the file to write; - is standard output'),
      force,
    ],
    examples: [
      { line: 'seqscope erd', summary: 'all of it, for a Markdown file' },
      { line: 'seqscope erd --around User -o user.svg', summary: 'a model and its neighbours as a picture' },
      { line: 'seqscope erd User Role --format dbml', summary: 'two models for dbdiagram.io' },
    ],
    load: async () => (await import('./erd.ts')).drawErd,
  },
  {
    name: 'docs',
    summary: 'write the schema as a page to read and search in a browser',
    description:
      'One index.html that asks for nothing from elsewhere: a page for each model with its attributes, relations, scopes\n' +
      'and code, a search over all of it, and the diagram. It may be opened as a file or put on any web server.',
    group: 'Read',
    arguments: [],
    options: [
      { ...output('the folder to write it to'), value: 'folder', isRequired: true },
      { ...force, summary: 'write into a folder that holds something else' },
    ],
    examples: [{ line: 'seqscope docs -o schema-docs', summary: 'then open schema-docs/index.html' }],
    load: async () => (await import('./docs.ts')).writeDocs,
  },
  {
    name: 'tour',
    summary: 'write what somebody new should read of the schema, in order',
    description:
      'Markdown: the models that most leans on first, a chapter for each group that belongs together, with a diagram;\n' +
      'of each model what it is, what it is related to, its scopes, enum values and comments. The same schema gives the\n' +
      'same text.',
    group: 'Read',
    arguments: [],
    options: [output('the file to write; - is standard output'), force, json],
    examples: [
      { line: 'seqscope tour', summary: 'read it here' },
      { line: 'seqscope tour -o docs/schema-tour.md --force', summary: 'a file for the repository' },
    ],
    load: async () => (await import('./tour.ts')).writeTour,
  },
];
