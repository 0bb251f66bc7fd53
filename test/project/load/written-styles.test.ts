/** Small projects in styles that people write, each in full: what is to be opened stands in the test. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildReporter, loadInNode, type ProjectReport, removeReporter } from '../support/load-in-node.ts';
import { projectOptions } from '../support/options.ts';
import { outline } from '../support/outline.ts';
import { temporaryProject } from '../support/temporary-project.ts';

beforeAll(buildReporter, 60_000);
afterAll(removeReporter);

const commonJs = '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }';
const modules = '{ "name": "sample", "type": "module", "dependencies": { "sequelize": "^6.0.0" } }';

function open(files: Readonly<Record<string, string>>, url: string | null = null): Promise<ProjectReport> {
  const root = temporaryProject({ 'package.json': commonJs, ...files }, ['sequelize', 'pg']);
  return loadInNode(projectOptions(root, { url }));
}

test('one file at the root that makes the instance and the models is found; the server beside it is not run', async () => {
  const report = await open({
    'app.js':
      "const { sequelize, User } = require('./db');\nsequelize.define('Extra', {});\nrequire('node:http').createServer().listen(3000);\n",
    'db.js': `
      const { Sequelize } = require('sequelize');
      const sequelize = new Sequelize('postgres://127.0.0.1:1/shop');
      const User = sequelize.define('User', {});
      const Post = sequelize.define('Post', {});
      User.hasMany(Post);
      module.exports = { sequelize, User, Post };`,
  });
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Post:', 'User: Posts:hasMany:Post']);
});

test('functions of the application, as Feathers generates them, get their client from it', async () => {
  const report = await open(
    {
      'src/models/users.model.js': `
        module.exports = function (app) {
          const client = app.get('sequelizeClient');
          const users = client.define('users', {});
          users.associate = (models) => users.hasMany(models.messages);
          return users;
        };`,
      'src/models/messages.model.js': `
        module.exports = (app) => app.get('sequelizeClient').define('messages', {});`,
    },
    'postgres://x@localhost/chat',
  );
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['messages:', 'users: messages:hasMany:messages']);
});

test('an exported `connectDB()` that makes instance, models and associations is called, and sends nothing', async () => {
  const report = await open({
    'src/db.js': `
      const { Sequelize } = require('sequelize');
      const db = {};
      async function connectDB() {
        const sequelize = new Sequelize('postgres://127.0.0.1:1/staff');
        await sequelize.authenticate();
        db.User = require('./models/user')(sequelize);
        db.Role = require('./models/role')(sequelize);
        db.User.belongsTo(db.Role);
        await sequelize.sync({ alter: true });
      }
      module.exports = { db, connectDB, dropDB: () => { throw new Error('dropped'); } };`,
    'src/models/user.js': "module.exports = (sequelize) => sequelize.define('User', {});",
    'src/models/role.js': "module.exports = (sequelize) => sequelize.define('Role', {});",
  });
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Role:', 'User: Role:belongsTo:Role']);
  expect(report.problems.map(({ isNotice, message }) => [isNotice, message])).toEqual([
    [true, 'blocked: `sequelize.authenticate()` while loading'],
    [true, 'blocked: `sequelize.sync()` while loading'],
  ]);
});

test('the `init-models` that sequelize-auto writes, in JavaScript and in TypeScript, opens on the settings', async () => {
  const config = '{ "development": { "dialect": "postgres", "database": "d" } }';
  const javaScript = await open({
    'config/config.json': config,
    'models/customer.js': "module.exports = (sequelize) => sequelize.define('customer', {});",
    'models/order.js': "module.exports = (sequelize) => sequelize.define('order', {});",
    'models/init-models.js': `
      const { DataTypes } = require('sequelize');
      const _customer = require('./customer');
      const _order = require('./order');
      function initModels(sequelize) {
        const customer = _customer(sequelize, DataTypes);
        const order = _order(sequelize, DataTypes);
        order.belongsTo(customer, { as: 'customer', foreignKey: 'customer_id' });
        return { customer, order };
      }
      module.exports = initModels;
      module.exports.initModels = initModels;`,
  });
  expect(outline(javaScript.models)).toEqual(['customer:', 'order: customer:belongsTo:customer']);
  const typeScript = await open({
    'config/config.json': config,
    'src/models/Order.ts': `
      import { Model, type Sequelize } from 'sequelize';
      export class Order extends Model {
        static initModel(sequelize: Sequelize): typeof Order { return Order.init({}, { sequelize }); }
      }`,
    'src/models/init-models.ts': `
      import type { Sequelize } from 'sequelize';
      import { Order as _Order } from './Order';
      export { _Order as Order };
      export function initModels(sequelize: Sequelize) {
        const Order = _Order.initModel(sequelize);
        Order.belongsTo(Order, { as: 'former' });
        return { Order };
      }`,
  });
  expect(outline(typeScript.models)).toEqual(['Order: former:belongsTo:Order']);
});

test('an instance kept on globalThis behind an alias opens, as Next.js applications write it', async () => {
  const report = await open({
    'tsconfig.json':
      '{ "compilerOptions": { "module": "esnext", "jsx": "preserve", "baseUrl": ".", "paths": { "@/*": ["./src/*"] } } }',
    '.env.local': 'DATABASE_URL=postgres://127.0.0.1:1/next\n',
    'src/lib/db.ts': `
      import { Sequelize } from 'sequelize';
      import pg from 'pg';
      const kept = globalThis as unknown as { sequelize?: Sequelize };
      export const sequelize = (kept.sequelize ??= new Sequelize(process.env.DATABASE_URL!, { dialectModule: pg }));
      export default sequelize;`,
    'src/models/User.ts': `
      import { Model } from 'sequelize';
      import { sequelize } from '@/lib/db';
      import { Post } from '@/models/Post';
      export class User extends Model { static { User.init({}, { sequelize, modelName: 'User' }); } }
      User.hasMany(Post);`,
    'src/models/Post.ts': `
      import { Model } from 'sequelize';
      import sequelize from '@/lib/db';
      export class Post extends Model {}
      Post.init({}, { sequelize, modelName: 'Post' });`,
    'src/app/page.tsx': "import { User } from '@/models/User';\nexport default () => <p>{User.name}</p>;\n",
  });
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Post:', 'User: Posts:hasMany:Post']);
});

test('an index that imports what it reads in the folder, at its top level, opens', async () => {
  const report = await open({
    'package.json': modules,
    'src/models/index.js': `
      import { readdirSync } from 'node:fs';
      import { Sequelize, DataTypes } from 'sequelize';
      const sequelize = new Sequelize('postgres://127.0.0.1:1/kennel');
      const db = {};
      const files = readdirSync(import.meta.dirname).filter((name) => name !== 'index.js');
      await Promise.all(files.map(async (name) => {
        const { default: make } = await import('./' + name);
        const model = make(sequelize, DataTypes);
        db[model.name] = model;
      }));
      for (const model of Object.values(db)) model.associate?.(db);
      export default { ...db, sequelize };`,
    'src/models/dog.js':
      "export default (sequelize) => Object.assign(sequelize.define('Dog', {}), { associate(db) { this.belongsTo(db.Owner); } });",
    'src/models/owner.js': "export default (sequelize) => sequelize.define('Owner', {});",
  });
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Dog: Owner:belongsTo:Owner', 'Owner:']);
});
