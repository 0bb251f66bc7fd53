/** `init` and what makes files: the same files, in the same places, with the same words. */
import type { CaseGroup } from '../comparison-case.ts';
import { config, shop } from '../projects.ts';

const rc =
  "const { resolve } = require('path');\nmodule.exports = { config: resolve('db/config.json'), 'models-path': resolve('db/models'), 'seeders-path': resolve('db/seeders'), 'migrations-path': resolve('db/migrations') };\n";
const attributes = '--attributes firstName:string,lastName:string';

export const initCases: CaseGroup = [
  { name: 'everything', files: {}, steps: ['init'], differences: ['init-dialect'], isShort: true },
  {
    name: 'everything, twice',
    files: {},
    steps: ['init', 'init'],
    differences: ['init-dialect', 'error-text'],
  },
  {
    name: 'everything anew',
    files: { 'config/config.json': '{}', 'models/user.js': '', 'migrations/1.js': '', 'seeders/1.js': '' },
    steps: ['init --force'],
    differences: ['init-dialect'],
  },
  {
    name: 'everything, where the rc file says',
    files: { '.sequelizerc': rc },
    steps: ['init'],
    differences: ['init-dialect'],
  },
  {
    name: 'the configuration',
    files: {},
    steps: ['init:config', 'init:config'],
    differences: ['init-dialect', 'error-text'],
  },
  {
    name: 'the configuration anew',
    files: { 'config/config.json': '{}' },
    steps: ['init:config --force'],
    differences: ['init-dialect'],
  },
  {
    name: 'the configuration elsewhere',
    files: {},
    steps: ['init:config --config settings/db.json'],
    differences: ['init-dialect'],
  },
  {
    name: 'a configuration in config.js',
    files: { 'config/config.js': 'module.exports = {};' },
    steps: ['init:config', 'init'],
    differences: ['error-text'],
  },
  { name: 'the models', files: {}, steps: ['init:models'] },
  {
    name: 'the models, twice',
    files: {},
    steps: ['init:models', 'init:models'],
    differences: ['error-text'],
  },
  {
    name: 'the models anew',
    files: { 'models/index.js': '// mine', 'models/user.js': '// mine' },
    steps: ['init:models --force'],
  },
  { name: 'the models elsewhere', files: {}, steps: ['init:models --models-path src/db/models'] },
  {
    name: 'the models elsewhere, with another configuration',
    files: {},
    steps: ['init:models --models-path $PROJECT/src/models --config settings/db.js'],
  },
  {
    name: 'the models in a folder that is there',
    files: { 'models/user.js': '// mine' },
    steps: ['init:models'],
  },
  { name: 'the migrations, twice', files: {}, steps: ['init:migrations', 'init:migrations'] },
  { name: 'the migrations elsewhere', files: {}, steps: ['init:migrations --migrations-path db/changes'] },
  { name: 'the migrations anew', files: { 'migrations/1.js': '' }, steps: ['init:migrations --force'] },
  {
    name: 'the migrations anew, a folder among them',
    files: { 'migrations/deep/1.js': '' },
    steps: ['init:migrations --force'],
    differences: ['error-text'],
  },
  {
    name: 'the seeders, twice',
    files: {},
    steps: ['init:seeders', 'init:seeders --seeders-path db/seeds', 'init:seeders'],
  },
  { name: 'the seeders anew', files: { 'seeders/1.js': '' }, steps: ['init:seeders --force'] },
  {
    name: 'a model of what was made, run',
    files: { 'config/config.json': config() },
    steps: [
      'init:models',
      'init:migrations',
      `model:generate --name User ${attributes}`,
      'db:migrate',
      'db:migrate:undo',
    ],
  },
];

export const generateCases: CaseGroup = [
  { name: 'a migration', files: shop(), steps: ['migration:generate --name add-users'] },
  { name: 'a migration, created', files: {}, steps: ['migration:create --name=add_users'] },
  {
    name: 'a migration with blanks in its name',
    files: shop(),
    steps: ["migration:generate --name 'add users'"],
  },
  { name: 'a migration with an empty name', files: shop(), steps: ["migration:generate --name ''"] },
  {
    name: 'a migration without a name',
    files: shop(),
    steps: ['migration:generate'],
    differences: ['usage-text'],
  },
  {
    name: 'a migration that is underscored',
    files: shop(),
    steps: ['migration:generate --name x --underscored'],
  },
  {
    name: 'a migration elsewhere',
    files: shop(),
    steps: ['migration:generate --name x --migrations-path db/changes'],
  },
  {
    name: 'a migration where the rc file says',
    files: { '.sequelizerc': rc },
    steps: ['migration:generate --name x'],
  },
  { name: 'a migration with its name first', files: shop(), steps: ['--name x migration:generate'] },
  {
    name: 'a migration in a folder that is not there',
    files: shop(),
    steps: ['migration:generate --name a/b'],
    differences: ['usage-text'],
  },
  { name: 'a seeder', files: shop(), steps: ['seed:generate --name demo-users'] },
  {
    name: 'a seeder, created, elsewhere',
    files: {},
    steps: ['seed:create --name demo --seeders-path db/seeds'],
  },
  {
    name: 'a seeder without a name',
    files: shop(),
    steps: ['seed:generate', 'seed:create'],
    differences: ['usage-text'],
  },
  {
    name: 'a seeder where the rc file says',
    files: { '.sequelizerc': rc },
    steps: ['seed:generate --name x'],
  },
  {
    name: 'a model',
    files: { 'models/': '', 'migrations/': '' },
    steps: [`model:generate --name User ${attributes}`],
    isShort: true,
  },
  {
    name: 'a model, created, underscored',
    files: { 'models/': '', 'migrations/': '' },
    steps: [`model:create --name UserDevice ${attributes} --underscored`],
  },
  {
    name: 'a model that is not underscored',
    files: { 'models/': '', 'migrations/': '' },
    steps: [
      `model:generate --name UserDevice ${attributes} --underscored=false`,
      `model:generate --name Person ${attributes} --no-underscored`,
    ],
  },
  {
    name: 'a model of every form of attribute',
    files: { 'models/': '', 'migrations/': '' },
    steps: [
      "model:generate --name Review --attributes 'title:string, bio:text role:enum:{Admin, Guest User},tags:array:string,score:integer price:decimal,seen:date,data:jsonb,ok:boolean,uid:uuid'",
    ],
  },
  {
    name: 'a model of one attribute',
    files: { 'models/': '', 'migrations/': '' },
    steps: ['model:generate --name User --attributes name:STRING'],
  },
  {
    name: 'models with strange plurals',
    files: { 'models/': '', 'migrations/': '' },
    steps: [
      'model:generate --name Person --attributes a:string',
      'model:generate --name Category --attributes a:string',
      'model:generate --name News --attributes a:string',
      'model:generate --name aircraft --attributes a:string',
    ],
  },
  {
    name: 'models with strange names',
    files: { 'models/': '', 'migrations/': '' },
    steps: [
      'model:generate --name HTTPServer2 --attributes a:string',
      'model:generate --name user_device --attributes a:string',
      'model:generate --name OAuth2Token --attributes a:string',
      'model:generate --name Straße --attributes a:string',
    ],
  },
  {
    name: 'a model that is there',
    files: { 'models/user.js': '// mine', 'migrations/': '' },
    steps: [`model:generate --name User ${attributes}`, `model:generate --name User ${attributes} --force`],
    differences: ['error-text'],
  },
  {
    name: 'a model of an unknown type',
    files: { 'models/': '', 'migrations/': '' },
    steps: ['model:generate --name User --attributes name:strnig'],
    differences: ['error-text'],
  },
  {
    name: 'a model of no type',
    files: { 'models/': '', 'migrations/': '' },
    steps: [
      'model:generate --name User --attributes name',
      'model:generate --name User --attributes name:array:nonsense:x',
      "model:generate --name User --attributes ''",
    ],
    differences: ['error-text'],
  },
  {
    name: 'a model without a folder',
    files: {},
    steps: [`model:generate --name User ${attributes}`],
    differences: ['error-text'],
  },
  {
    name: 'a model without a folder of migrations',
    files: { 'models/': '' },
    steps: [`model:generate --name User ${attributes}`],
    differences: ['error-text'],
  },
  {
    name: 'a model without a name or attributes',
    files: { 'models/': '', 'migrations/': '' },
    steps: ['model:generate', 'model:generate --name User', `model:generate ${attributes}`],
    differences: ['usage-text'],
  },
  {
    name: 'a model elsewhere',
    files: { 'db/models/': '', 'db/migrations/': '' },
    steps: [
      `model:generate --name User ${attributes} --models-path db/models --migrations-path db/migrations`,
    ],
  },
  {
    name: 'a model where the rc file says',
    files: { '.sequelizerc': rc, 'db/models/': '', 'db/migrations/': '' },
    steps: [`model:generate --name User ${attributes}`],
  },
];
