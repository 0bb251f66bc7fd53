/**
 * Every command, once: the parser, the help, the completion and the documentation are made from these rows. What a
 * command runs is loaded only when it is called.
 */
import type { CommandRow, OptionRow } from './command.ts';
import { activityCommand } from './activity-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { driftCommand } from './drift-command.ts';
import { explainOptions } from './explain-options.ts';
import { fileCommands } from './file-commands.ts';
import { migrationCommands, seederCommands } from './journal-commands.ts';
import { queriesCommand } from './queries-command.ts';
import { formOptions, rowsOfOptions } from './query-options.ts';
import { modelArgument, rowFormat, shapeOptions, specOptions } from './read-options.ts';
import { replCommands } from './repl-commands.ts';
import { schemaCommands } from './schema-commands.ts';
import { searchCommand } from './search-command.ts';
import { json } from './shared-options.ts';
import { sqlOptions } from './sql-options.ts';

const readCommands: readonly CommandRow[] = [
  {
    name: 'query',
    summary: 'read rows of a model or table',
    description:
      'Tables show 100 rows unless --limit says otherwise; json, jsonl and csv give all of them.\n' +
      'A scope that takes arguments is called: --scope \'createdAfter("2026-01-01")\'.\n' +
      'An include has options in brackets and more includes behind a dot:\n' +
      '--include \'devices(required, where: "isActive", columns: name platform).user.role\'.',
    group: 'Read',
    arguments: [{ ...modelArgument, isOptional: true, isNeededWithout: ['saved', 'from-code'] }],
    options: [
      ...specOptions,
      ...shapeOptions,
      ...rowsOfOptions,
      ...formOptions,
      ...explainOptions(['count', 'sql', 'code', 'cli', 'scopes', 'save', 'format']),
      ...rowFormat,
    ],
    examples: [
      { line: 'seqscope query User --scope active --scope verified', summary: 'two scopes combined' },
      {
        line: 'seqscope query User --order createdAt:desc --limit 5 --columns id,email',
        summary: 'the newest five',
      },
      { line: 'seqscope query User --scope active --count --json', summary: '{"count":4523}' },
      { line: 'seqscope query User --scope active --analyze', summary: 'where the time goes' },
      {
        line: 'seqscope query User --group-by status --aggregate count --order count:desc',
        summary: 'how many users of each status',
      },
      {
        line: 'seqscope query User --include role,devices --limit 5 --json',
        summary: 'with what belongs to them',
      },
      { line: 'seqscope query User --scopes', summary: 'what each scope does' },
      { line: 'seqscope query user_devices --format csv > devices.csv', summary: 'a whole table as CSV' },
      { line: 'seqscope query User --scope active --code', summary: 'the same as Sequelize code' },
      { line: 'seqscope query --saved devices-unseen --param days=60', summary: 'a saved query' },
    ],
    load: async () => (await import('./query.ts')).queryRows,
  },
  queriesCommand,
  searchCommand,
  {
    name: 'export',
    summary: 'write all rows of a model or table to a file',
    description:
      'The file is there under its name only when every row is in it. Without --output the rows go to standard output.\n' +
      'A model with getters, virtual attributes or included records is exported as the application reads it; ' +
      '--raw gives what the database has, which is faster, and what sql (INSERT statements) always gives.',
    group: 'Read',
    arguments: [modelArgument],
    options: [
      {
        name: 'output',
        short: 'o',
        kind: 'text',
        value: 'file',
        summary: 'the file to write; - is standard output',
      },
      {
        name: 'format',
        kind: 'text',
        value: 'format',
        summary: "csv, tsv, json, jsonl, insert or markdown (default: by the file's ending, else csv)",
        choices: ['csv', 'tsv', 'json', 'jsonl', 'insert', 'markdown'],
      },
      { name: 'force', kind: 'flag', summary: 'replace a file that is there' },
      { name: 'raw', kind: 'flag', summary: 'the stored values, whatever getters the model has' },
      { name: 'no-header', kind: 'flag', summary: 'csv and tsv without the line of names' },
      ...specOptions,
      ...shapeOptions,
    ],
    examples: [
      { line: 'seqscope export User -o users.csv', summary: 'every user as CSV' },
      {
        line: "seqscope export User --scope active --where 'createdAt > 30d' --columns id,email -o new.jsonl",
        summary: 'some attributes of some rows',
      },
      { line: 'seqscope export user_devices --format insert > devices.sql', summary: 'INSERT statements' },
    ],
    load: async () => (await import('./export.ts')).exportRows,
  },
  {
    name: 'sql',
    summary: 'run SQL statements',
    description:
      'Runs one after the other, each result printed as it comes, on one connection. Asks before rows change where somebody can be asked; UPDATE and DELETE without WHERE, TRUNCATE and DROP need --yes elsewhere. Commands of psql work too: \\d, \\dt, \\l, \\? for all. With nothing to run, in a terminal, it opens the SQL screen of the console.',
    group: 'Read',
    arguments: [
      {
        name: 'statement',
        summary: 'SQL text or a command as \\dt; - or nothing reads standard input',
        isOptional: true,
      },
    ],
    options: [...rowFormat, ...sqlOptions, ...explainOptions(['format'])],
    examples: [
      { line: "seqscope sql 'select count(*) from users'", summary: 'one statement' },
      { line: "seqscope sql '\\d users'", summary: 'a table, its indexes and its keys' },
      {
        line: 'seqscope sql -f report.sql --param since=2026-01-01',
        summary: 'a file, with a value for :since',
      },
      { line: 'seqscope sql', summary: 'in a terminal: the SQL screen' },
      { line: 'seqscope sql - --read-only < report.sql', summary: 'from a file; the server refuses writes' },
    ],
    opensConsole: 'sql',
    load: async () => (await import('./sql.ts')).runSql,
  },
  {
    name: 'status',
    summary: 'show the project, the database and what is pending',
    description: 'Reads only: not even the journal table is created.',
    group: 'Read',
    arguments: [],
    options: [
      json,
      { name: 'exit-code', kind: 'flag', summary: 'exit 1 when migrations are pending or orphaned' },
    ],
    examples: [
      { line: 'seqscope status', summary: 'where am I, and is the schema up to date?' },
      { line: 'seqscope status --exit-code --env production', summary: 'a gate for a deployment' },
    ],
    load: async () => (await import('./status.ts')).showStatus,
  },
  {
    name: 'project',
    summary: 'show what was found and why it was chosen',
    description:
      'Connects to nothing. With --json the models are loaded as well: the instance found, how many models, ' +
      'associations, scopes, migrations and seeders there are, and every problem with its remedy.',
    group: 'Read',
    arguments: [],
    options: [{ ...json, summary: 'print JSON, with counts and problems' }],
    examples: [
      { line: 'seqscope project', summary: 'root, configuration, folders, database' },
      { line: 'seqscope project --json | jq .counts', summary: 'what the project consists of' },
    ],
    load: async () => (await import('./project.ts')).showProject,
  },
];

/** sequelize-cli takes them for both commands; dropping has no use for them. */
const databaseOptions: readonly OptionRow[] = [
  { name: 'encoding', kind: 'text', value: 'name', summary: 'its encoding, as in UTF8' },
  { name: 'collate', kind: 'text', value: 'locale', summary: 'its order of letters, LC_COLLATE' },
  { name: 'ctype', kind: 'text', value: 'locale', summary: 'its kinds of letters, LC_CTYPE' },
  { name: 'template', kind: 'text', value: 'database', summary: 'the database to copy' },
  { name: 'charset', kind: 'text', value: 'name', summary: 'taken and ignored: it is for MySQL' },
];

const databaseCommands: readonly CommandRow[] = [
  {
    name: 'db:create',
    summary: "create the project's database",
    group: 'Database',
    isDropIn: true,
    arguments: [],
    options: databaseOptions,
    examples: [{ line: 'seqscope db:create --env test', summary: 'the database of another environment' }],
    load: async () => (await import('./database.ts')).createProjectDatabase,
  },
  {
    name: 'db:drop',
    summary: "drop the project's database; in a terminal it asks for its name first",
    group: 'Database',
    isDropIn: true,
    arguments: [],
    options: [
      { name: 'yes', kind: 'flag', summary: 'do not ask, in a terminal either' },
      ...databaseOptions.map((option) => ({ ...option, summary: `${option.summary} (for db:create)` })),
    ],
    examples: [
      { line: 'seqscope db:drop', summary: 'asks you to type its name' },
      { line: 'seqscope db:drop --env test --yes', summary: 'in a script' },
    ],
    load: async () => (await import('./database.ts')).dropProjectDatabase,
  },
];

const consoleCommands: readonly CommandRow[] = [
  {
    name: 'demo',
    summary: 'open the built-in example on a PostgreSQL of its own',
    description:
      'The first start migrates and seeds it. Without a terminal it is prepared, and where it is is printed.',
    group: 'Console',
    arguments: [],
    options: [
      { name: 'reset', kind: 'flag', summary: 'drop the example and start over' },
      { ...json, summary: 'prepare it and print where it is as JSON' },
    ],
    examples: [
      { line: 'seqscope demo', summary: 'nothing needs installing' },
      { line: 'seqscope demo --reset', summary: 'the example as it was on the first day' },
    ],
    opensConsole: 'welcome',
    load: async () => (await import('./demo.ts')).prepareDemo,
  },
];

/** In the order of the help. */
export const commandTable: readonly CommandRow[] = [
  ...consoleCommands,
  ...replCommands,
  ...schemaCommands,
  ...readCommands,
  driftCommand,
  doctorCommand,
  activityCommand,
  ...migrationCommands,
  ...seederCommands,
  ...databaseCommands,
  ...fileCommands,
];
