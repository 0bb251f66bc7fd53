/** What a migration's file may be, and what happens when one fails. */
import type { CaseGroup } from '../comparison-case.ts';
import { config, type Files, shop, table } from '../projects.ts';

function one(text: string, name = '1-first.js'): Files {
  return { 'config/config.json': config(), [`migrations/${name}`]: text };
}

const esm = `export async function up(queryInterface, S) {
  await queryInterface.createTable('planets', { id: { type: S.INTEGER, primaryKey: true } });
}
export async function down(queryInterface) { await queryInterface.dropTable('planets'); }
`;

export const stepCases: CaseGroup = [
  {
    name: 'a .cjs file',
    files: one(table('users'), '1-first.cjs'),
    steps: ['db:migrate', 'db:migrate:status', 'db:migrate:undo'],
  },
  {
    name: 'a .ts file without types',
    files: one(table('users'), '1-first.ts'),
    steps: ['db:migrate', 'db:migrate:status', 'db:migrate:undo'],
  },
  {
    name: 'a .cts file without types',
    files: one(table('users'), '1-first.cts'),
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'a .ts file with types',
    files: one(
      `import type { QueryInterface } from 'sequelize';\nexport async function up(queryInterface: QueryInterface): Promise<void> {\n  await queryInterface.createTable('users', { id: 'integer' });\n}\nexport const down = (queryInterface: QueryInterface): Promise<void> => queryInterface.dropTable('users');\n`,
      '1-first.ts',
    ),
    steps: ['db:migrate', 'db:migrate:undo'],
    differences: ['typescript'],
  },
  {
    name: 'a .ts file with types, its loader in the rc file',
    files: {
      ...one(
        `import type { QueryInterface } from 'sequelize';\nexport async function up(queryInterface: QueryInterface): Promise<void> {\n  await queryInterface.createTable('users', { id: 'integer' });\n}\nexport const down = (queryInterface: QueryInterface): Promise<void> => queryInterface.dropTable('users');\n`,
        '1-first.ts',
      ),
      '.sequelizerc': "require('tsx/cjs/api').register();\nmodule.exports = {};\n",
    },
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'an ES module in a package of them',
    files: {
      ...one(esm),
      'package.json': '{"name": "shop", "type": "module", "dependencies": {"sequelize": "6"}}',
    },
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'a .cjs file in a package of ES modules',
    files: {
      ...one(table('users'), '1-first.cjs'),
      'package.json': '{"name": "shop", "type": "module", "dependencies": {"sequelize": "6"}}',
    },
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'a default export',
    files: one(
      `exports.default = { up: (q) => q.createTable('users', { id: 'integer' }), down: (q) => q.dropTable('users') };`,
    ),
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'functions that return promises',
    files: one(
      `exports.up = (q, S) => q.createTable('users', { id: S.INTEGER }).then(() => q.addIndex('users', ['id']));\nexports.down = (q) => q.dropTable('users');`,
    ),
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'a transaction of its own',
    files: one(
      `module.exports = { async up(q, S) { const t = await q.sequelize.transaction(); try { await q.createTable('users', { id: S.INTEGER, role: S.ENUM('admin', 'guest') }, { transaction: t }); await t.commit(); } catch (e) { await t.rollback(); throw e; } }, down: (q) => q.sequelize.transaction((transaction) => q.dropTable('users', { transaction })) };`,
    ),
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'an index made concurrently',
    files: one(
      `module.exports = { async up(q, S) { await q.createTable('users', { id: S.INTEGER }); await q.sequelize.query('CREATE INDEX CONCURRENTLY users_id ON users (id)'); }, down: (q) => q.dropTable('users') };`,
    ),
    steps: ['db:migrate', 'db:migrate:undo'],
    differences: ['notes'],
  },
  {
    name: 'an index that an interrupted run has made',
    files: {
      ...one(table('users')),
      'migrations/2-index.js':
        "module.exports = { up: (q) => q.sequelize.query('CREATE INDEX CONCURRENTLY users_name ON users (name)'), down: (q) => q.removeIndex('users', 'users_name') };",
    },
    steps: ['db:migrate --to 1-first.js', { sql: 'CREATE INDEX users_name ON users (name)' }, 'db:migrate'],
    differences: ['left-over-indexes'],
  },
  {
    name: 'a value added to an enum and used',
    files: one(
      `module.exports = { async up(q) { await q.sequelize.query("CREATE TYPE mood AS ENUM ('calm'); CREATE TABLE users (id int, mood mood)"); await q.sequelize.query("ALTER TYPE mood ADD VALUE 'glad'"); await q.sequelize.query("INSERT INTO users VALUES (1, 'glad')"); }, async down(q) { await q.sequelize.query('DROP TABLE users; DROP TYPE mood'); } };`,
    ),
    steps: ['db:migrate', 'db:migrate:undo'],
    differences: ['notes'],
  },
  {
    name: 'a promise of nothing',
    files: one('module.exports = { async up() {}, async down() {} };'),
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'no promise at all',
    files: one('module.exports = { up() {}, down() {} };'),
    steps: ['db:migrate', 'db:migrate:undo'],
    differences: ['no-promise'],
  },
  {
    name: 'no function up',
    files: one('module.exports = { async down() {} };'),
    steps: ['db:migrate'],
    differences: ['error-text', 'no-journal-yet'],
  },
  {
    name: 'no function down',
    files: one('module.exports = { async up() {} };'),
    steps: ['db:migrate', 'db:migrate:undo'],
    differences: ['error-text'],
  },
  {
    name: 'a file that does not parse',
    files: one('module.exports = {{'),
    steps: ['db:migrate'],
    differences: ['error-text', 'no-journal-yet'],
  },
  {
    name: 'a file that throws',
    files: one("throw new Error('not today')"),
    steps: ['db:migrate', 'db:migrate:status'],
    differences: ['error-text', 'no-journal-yet'],
  },
  {
    name: 'a package that is not installed',
    files: one("require('not-installed'); module.exports = {};"),
    steps: ['db:migrate'],
    differences: ['error-text', 'no-journal-yet'],
  },
  {
    name: 'a failure at once',
    files: {
      ...shop(),
      'migrations/20200102000000-roles.js':
        "module.exports = { async up() { throw new Error('not today'); }, async down() {} };",
    },
    steps: ['db:migrate', 'db:migrate:status'],
    differences: ['error-text'],
  },
  {
    name: 'a failure half-way',
    files: {
      ...shop(),
      'migrations/20200102000000-roles.js':
        "module.exports = { async up(q) { await q.createTable('roles', { id: 'integer' }); await q.addColumn('nowhere', 'x', 'integer'); }, async down() {} };",
    },
    steps: ['db:migrate', 'db:migrate:status'],
    differences: ['error-text', 'atomic-steps'],
    isShort: true,
  },
  {
    name: 'a failure half-way, mended',
    files: {
      ...shop(),
      'migrations/20200102000000-roles.js':
        "module.exports = { async up(q) { await q.createTable('roles', { id: 'integer' }); await q.addColumn('nowhere', 'x', 'integer'); }, async down() {} };",
    },
    steps: [
      'db:migrate',
      { write: 'migrations/20200102000000-roles.js', text: table('roles') },
      'db:migrate',
    ],
    differences: ['error-text', 'atomic-steps'],
  },
  {
    name: 'a failure on the way down',
    files: {
      ...shop(),
      'migrations/20200102000000-roles.js':
        "module.exports = { async up() {}, async down(q) { await q.dropTable('users'); throw new Error('not today'); } };",
    },
    steps: ['db:migrate', 'db:migrate:undo', 'db:migrate:undo'],
    differences: ['error-text', 'atomic-steps'],
  },
  {
    name: 'prints of its own',
    files: one(
      "console.log('at the top'); module.exports = { async up() { console.log('hello'); }, async down() {} };",
    ),
    steps: ['db:migrate'],
    differences: ['project-prints'],
  },
  {
    name: 'statements that are logged',
    files: { 'config/config.json': config({ logging: true }), 'migrations/1-users.js': table('users') },
    steps: ['db:migrate'],
    differences: ['logged-statements'],
  },
  {
    name: 'statements that are not logged',
    files: { 'config/config.json': config({ logging: false }), 'migrations/1-users.js': table('users') },
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'a failure in detail',
    files: one("module.exports = { async up() { throw new Error('not today'); }, async down() {} };"),
    steps: ['db:migrate --debug'],
    differences: ['error-text', 'debug', 'no-journal-yet'],
  },
  {
    name: 'a success in detail',
    files: one(table('users')),
    steps: ['db:migrate --debug', 'db:migrate:status --debug'],
    differences: ['debug'],
  },
];
