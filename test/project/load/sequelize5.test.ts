/** The real Sequelize 5, installed as `sequelize5`: what works, works. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { load, modelNames } from '../support/load.ts';
import { temporaryProject } from '../support/temporary-project.ts';

test('the models of a Sequelize 5 project open through `sequelize.import`, and a notice names the version', async () => {
  const root = temporaryProject(
    {
      'package.json': '{ "name": "old", "dependencies": { "sequelize": "^5.0.0" } }',
      'models/index.js': `
        const Sequelize = require('sequelize');
        const sequelize = new Sequelize('postgres://127.0.0.1:1/old');
        const db = { Author: sequelize.import('./author'), Book: sequelize.import('./book') };
        for (const model of Object.values(db)) model.associate?.(db);
        module.exports = { ...db, sequelize };`,
      'models/author.js':
        "module.exports = (sequelize) => Object.assign(sequelize.define('Author', {}), { associate(db) { this.hasMany(db.Book); } });",
      'models/book.js': "module.exports = (sequelize) => sequelize.define('Book', {});",
    },
    ['pg'],
  );
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  symlinkSync(
    resolve(import.meta.dirname, '../../../node_modules/sequelize5'),
    join(root, 'node_modules/sequelize'),
  );
  const application = await load(root);
  await application.sequelize.close();
  expect(modelNames(application)).toEqual(['Author', 'Book']);
  expect(application.problems).toMatchObject([
    {
      code: 'sequelize-version',
      isNotice: true,
      message: expect.stringContaining('Sequelize 5.22.5') as string,
    },
  ]);
});
