/** The rows of the command table that make files: `init…` and `…:generate`, each of the latter under its two names. */
import type { CommandRow, OptionRow } from './command.ts';

const force: OptionRow = { name: 'force', kind: 'flag', summary: 'replace what is there' };

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
      summary: 'write an empty migration, named after the time',
      options: [
        nameOf('migration'),
        { name: 'underscored', kind: 'flag', summary: 'taken and ignored: an empty migration has no names' },
      ],
      examples: [
        { line: `seqscope migration:${verb} --name add-users`, summary: '20260131235959-add-users.js' },
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
