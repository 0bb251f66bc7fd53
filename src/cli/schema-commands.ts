/** The rows of the commands by which a schema is learned: listed, described, drawn, explained. */
import type { ArgumentRow, CommandRow, OptionRow } from './command.ts';
import { modelArgument } from './read-options.ts';
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
    name: 'models',
    summary: 'list the models with their tables, associations and scopes',
    group: 'Learn',
    arguments: [],
    options: [json],
    examples: [
      { line: 'seqscope models', summary: 'the models of the application you are in' },
      { line: "seqscope models --json | jq -r '.[].table'", summary: 'the tables behind them' },
    ],
    load: async () => (await import('./models.ts')).listModels,
  },
  {
    name: 'describe',
    summary: 'show everything known of one model or table, or a line of each',
    description:
      'A model is shown with its table: both sides of each column, what refers to it, the SQL of scopes, the rules of keys.\n' +
      'Following the migrations that made it is given up after five seconds; --migrations waits.',
    group: 'Learn',
    arguments: [{ ...modelArgument, isOptional: true }],
    options: [
      {
        name: 'stats',
        kind: 'flag',
        summary:
          'also what the planner knows of the values: nulls, distinct and common ones; secrets left out',
      },
      {
        name: 'migrations',
        kind: 'flag',
        summary: 'follow the migrations however long it takes',
      },
      json,
    ],
    examples: [
      { line: 'seqscope describe', summary: 'a line for each model' },
      { line: 'seqscope describe User', summary: 'attributes, associations, scopes, indexes' },
      { line: 'seqscope describe public.users', summary: 'the table as the database has it' },
      { line: 'seqscope describe User --stats', summary: 'and how its values are distributed' },
    ],
    load: async () => (await import('./describe.ts')).describeSource,
  },
  {
    name: 'path',
    summary: 'show how one model leads to another',
    description:
      'The shortest paths of associations, each as Sequelize code and as SQL, with how many rows it leads to for each ' +
      "row, by the planner's statistics, and the indexes it lacks. Where no association leads there, foreign keys do.\n" +
      'Exits 1 when there is no path.',
    group: 'Learn',
    arguments: [end('from'), end('to')],
    options: [
      {
        name: 'number',
        short: 'n',
        kind: 'integer',
        least: 1,
        value: 'count',
        summary: 'so many paths, longer ones too (default: the shortest, twenty at most)',
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
      'One line for each relation, whether associations say it, a foreign key, or both; how many rows there are at each ' +
      'end is what the constraints allow. A dotted line has no foreign key.',
    group: 'Learn',
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
      'One index.html that asks for nothing from elsewhere: a page for each model with its attributes, relations, scopes ' +
      'and code, a search over all of it, and the diagram. It may be opened as a file or put on any web server.',
    group: 'Learn',
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
      'Markdown: the models that most leans on first, a chapter for each group that belongs together, with a diagram; ' +
      'of each model what it is, what it is related to, its scopes, enum values and comments. The same schema gives the ' +
      'same text.',
    group: 'Learn',
    arguments: [],
    options: [output('the file to write; - is standard output'), force, json],
    examples: [
      { line: 'seqscope tour', summary: 'read it here' },
      { line: 'seqscope tour -o docs/schema-tour.md --force', summary: 'a file for the repository' },
    ],
    load: async () => (await import('./tour.ts')).writeTour,
  },
];
