/** The rows of the command table that make files: `init…` and `…:generate`, each of the latter under its two names. */
import type { CommandRow, OptionRow } from './command.ts';

const force: OptionRow = { name: 'force', kind: 'flag', summary: 'replace what is there' };

const fromModels: readonly OptionRow[] = [
  {
    name: 'from-models',
    kind: 'flag',
    summary: 'write what makes the database match the models; --name may be left out',
  },
  {
    name: 'check',
    kind: 'flag',
    summary: 'of --from-models: tell what differs, exit with 1 if anything does, write nothing',
  },
  {
    name: 'dry-run',
    kind: 'flag',
    summary: 'of --from-models: show and rehearse it, write nothing',
    conflicts: ['yes'],
  },
  {
    name: 'yes',
    kind: 'flag',
    summary: 'of --from-models: write it without asking, once its rehearsal proved it',
  },
  { ...force, summary: 'of --from-models: write it without asking, whatever its rehearsal says' },
  {
    name: 'rename',
    kind: 'list',
    value: 'old:new',
    summary: 'of --from-models: users:people, or users.name:full_name, is one thing renamed; repeatable',
  },
  { name: 'drop-tables', kind: 'flag', summary: 'of --from-models: drop the tables that no model has' },
  {
    name: 'keep',
    kind: 'list',
    value: 'what',
    summary:
      'of --from-models: keep columns, indexes, constraints, defaults, not-null or all that no model mentions; repeatable',
  },
  { name: 'json', kind: 'flag', summary: 'of --from-models: the draft as one JSON document' },
];

function nameOf(what: string): OptionRow {
  return { name: 'name', kind: 'text', value: 'name', summary: `the name of the ${what}`, isRequired: true };
}

const shared = { group: 'Files', isDropIn: true, arguments: [] } as const;

const initCommands: readonly CommandRow[] = [
  {
    ...shared,
    name: 'init',
    summary: 'begin a project: configuration, models, migrations and seeders',
    description: 'With --force the files in those folders are deleted first.',
    options: [force],
    examples: [{ line: 'seqscope init', summary: 'config/config.json, models/index.js and three folders' }],
    load: async () => (await import('./generate.ts')).initParts('config', 'models', 'migrations', 'seeders'),
  },
  {
    ...shared,
    name: 'init:config',
    summary: 'write a configuration to begin with',
    options: [force],
    examples: [{ line: 'seqscope init:config', summary: 'config/config.json' }],
    load: async () => (await import('./generate.ts')).initParts('config'),
  },
  {
    ...shared,
    name: 'init:models',
    summary: 'make the folder of the models, with an index.js that loads them',
    options: [force],
    examples: [{ line: 'seqscope init:models --models-path src/models', summary: 'in another folder' }],
    load: async () => (await import('./generate.ts')).initParts('models'),
  },
  {
    ...shared,
    name: 'init:migrations',
    summary: 'make the folder of the migrations',
    options: [force],
    examples: [{ line: 'seqscope init:migrations', summary: 'migrations/' }],
    load: async () => (await import('./generate.ts')).initParts('migrations'),
  },
  {
    ...shared,
    name: 'init:seeders',
    summary: 'make the folder of the seeders',
    options: [force],
    examples: [{ line: 'seqscope init:seeders', summary: 'seeders/' }],
    load: async () => (await import('./generate.ts')).initParts('seeders'),
  },
];

function generateCommands(verb: 'generate' | 'create'): readonly CommandRow[] {
  return [
    {
      ...shared,
      name: `migration:${verb}`,
      summary: 'write an empty migration, or what the models ask for',
      options: [
        { ...nameOf('migration'), isRequired: false, isRequiredWithout: 'from-models' },
        { name: 'underscored', kind: 'flag', summary: 'taken and ignored: an empty migration has no names' },
        ...fromModels,
      ],
      examples: [
        { line: `seqscope migration:${verb} --name add-users`, summary: '20260131235959-add-users.js' },
        {
          line: `seqscope migration:${verb} --from-models`,
          summary:
            'what the models have and the database has not, shown, rehearsed, and written when you agree',
        },
        {
          line: `seqscope migration:${verb} --from-models --check`,
          summary: 'for CI: exits with 1 when they differ',
        },
      ],
      load: async () => (await import('./generate.ts')).generateMigration,
    },
    {
      ...shared,
      name: `model:${verb}`,
      summary: 'write a model and the migration that creates its table',
      options: [
        nameOf('model'),
        {
          name: 'attributes',
          kind: 'text',
          value: 'list',
          summary: 'name:type, name:enum:{a, b}, name:array:type',
          isRequired: true,
        },
        { name: 'underscored', kind: 'flag', summary: 'created_at and updated_at' },
        { ...force, summary: 'replace a model of that name' },
      ],
      examples: [
        {
          line: `seqscope model:${verb} --name User --attributes firstName:string,age:integer`,
          summary: 'models/user.js and a migration',
        },
      ],
      load: async () => (await import('./generate.ts')).generateModel,
    },
    {
      ...shared,
      name: `seed:${verb}`,
      summary: 'write an empty seeder, named after the time',
      options: [nameOf('seeder')],
      examples: [
        { line: `seqscope seed:${verb} --name demo-users`, summary: '20260131235959-demo-users.js' },
      ],
      load: async () => (await import('./generate.ts')).generateSeeder,
    },
  ];
}

export const fileCommands: readonly CommandRow[] = [
  ...initCommands,
  ...generateCommands('generate'),
  ...generateCommands('create'),
];
