import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { specFor } from '../../src/queries/query-spec.ts';
import { temporaryProject } from '../project/support/temporary-project.ts';
import { createTestDatabase, type TestDatabase, urlOf } from '../support/postgres.ts';
import { testSession } from './test-session.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute('CREATE TABLE things (id int PRIMARY KEY); INSERT INTO things VALUES (1)');
});
afterAll(() => database.drop());

const packageFile = '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }';

it('browses the tables of a project whose models do not load', async () => {
  const directory = temporaryProject(
    { 'package.json': packageFile, 'models/index.js': "throw new Error('not today');\n" },
    ['sequelize', 'pg'],
  );
  const { session } = testSession({ directory, url: database.url });
  await expect(session.models()).rejects.toMatchObject({ code: 'module-failed' });
  expect((await session.tables()).map(({ name }) => name)).toEqual(['things']);
});

it('lets its own connections through while the project loads, and the project’s once it is loaded', async () => {
  let arrivals = 0;
  const service = createServer((socket) => {
    arrivals += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const address = service.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const directory = temporaryProject(
    {
      'package.json': packageFile,
      'models/index.js': `
        const net = require('node:net');
        const { Sequelize } = require('sequelize');
        const connect = () => net.connect(${port}, '127.0.0.1').on('error', () => undefined);
        connect();
        setTimeout(connect, 1500).unref();
        module.exports = async function initModels() {
          await new Promise((resolve) => setTimeout(resolve, 500));
          const sequelize = new Sequelize('${urlOf(database.target)}');
          sequelize.define('Thing', {}, { tableName: 'things', timestamps: false });
          return sequelize;
        };`,
    },
    ['sequelize', 'pg'],
  );
  const { session } = testSession({ directory, url: database.url });
  await session.project();
  const loading = session.models();
  expect((await session.tables()).map(({ name }) => name)).toEqual(['things']);
  const { models, problems } = await loading;
  expect(models.map(({ name }) => name)).toEqual(['Thing']);
  expect(problems).toMatchObject([{ code: 'socket-blocked', isNotice: true }]);
  expect(arrivals).toBe(0);
  const page = await session.page(specFor({ type: 'model', name: 'Thing' }));
  expect(page.rows).toHaveLength(1);
  await expect.poll(() => arrivals, { timeout: 5000 }).toBe(1);
  service.close();
});
