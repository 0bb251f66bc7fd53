/** `db:create` and `db:drop`. */
import type { CaseGroup } from '../comparison-case.ts';
import { migrations, shop } from '../projects.ts';

export const databaseCases: CaseGroup = [
  { name: 'created', files: shop(), withoutDatabase: true, steps: ['db:create'], isShort: true },
  {
    name: 'created twice',
    files: shop(),
    withoutDatabase: true,
    steps: ['db:create', 'db:create'],
    differences: ['error-text'],
  },
  {
    name: 'created, migrated and dropped',
    files: shop(),
    withoutDatabase: true,
    steps: ['db:create', 'db:migrate', 'db:drop'],
  },
  {
    name: 'created by URL',
    files: migrations,
    withoutDatabase: true,
    steps: ['db:create --url $URL', 'db:drop --url $URL'],
  },
  {
    name: 'created in an environment',
    files: { 'config/config.json': '{"test": {"url": "$URL"}}' },
    withoutDatabase: true,
    steps: ['db:create --env test', 'db:drop --env test'],
  },
  {
    name: 'encoding',
    files: shop(),
    withoutDatabase: true,
    steps: ['db:create --encoding LATIN1 --template template0'],
  },
  {
    name: 'collation and character type',
    files: shop(),
    withoutDatabase: true,
    steps: ['db:create --encoding UTF8 --collate C --ctype C --template template0'],
  },
  { name: 'template', files: shop(), withoutDatabase: true, steps: ['db:create --template template0'] },
  {
    name: 'a template that is not there',
    files: shop(),
    withoutDatabase: true,
    steps: ['db:create --template nothing'],
    differences: ['error-text'],
  },
  {
    name: 'an encoding that is none',
    files: shop(),
    withoutDatabase: true,
    steps: ['db:create --encoding klingon'],
    differences: ['error-text'],
  },
  {
    name: 'a character set, which is for MySQL',
    files: shop(),
    withoutDatabase: true,
    steps: ['db:create --charset utf8'],
  },
  { name: 'dropped', files: shop(), steps: ['db:drop'] },
  { name: 'dropped twice', files: shop(), steps: ['db:drop', 'db:drop'], differences: ['notes'] },
  { name: 'dropped and created', files: shop(), steps: ['db:migrate', 'db:drop', 'db:create', 'db:migrate'] },
  {
    name: 'without a configuration',
    files: {},
    steps: ['db:create', 'db:drop'],
    differences: ['error-text'],
  },
  {
    name: 'on a server that is not there',
    files: { 'config/config.json': '{"development": {"url": "postgres://nobody@127.0.0.1:1/nothing"}}' },
    steps: ['db:create', 'db:drop'],
    differences: ['error-text'],
  },
];
