/** What a draft says when it cannot be proved, what it leaves alone, and that the real database is not touched. */
import { readdir } from 'node:fs/promises';
import { DataTypes, Model } from 'sequelize';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogHash } from '../../../src/database/snapshot/catalog-hash.ts';
import { expectNoScratchLeft } from '../../support/scratch-databases.ts';
import { type Define, inWords, modelsProject, type ModelsProject } from './models-project.ts';

const plain = { timestamps: false };
const people =
  (attributes: object): Define =>
  (sequelize) => {
    sequelize.define('Person', { name: DataTypes.STRING, ...attributes } as never, {
      tableName: 'people',
      ...plain,
    });
  };

let models: ModelsProject;
beforeEach(async () => {
  models = await modelsProject();
});
afterEach(async () => {
  await models.remove();
});

describe('the real database', () => {
  it('is left as it is by a draft: schema, rows, files, no scratch database behind', async () => {
    await models.sync(people({ age: DataTypes.STRING }));
    await models.database.execute(`INSERT INTO people (name, age) VALUES ('Ada', '36')`);
    const before = catalogHash(await models.snapshot());
    const hooks: string[] = [];
    const draft = await models.draft((sequelize) => {
      people({ age: DataTypes.INTEGER, city: DataTypes.TEXT })(sequelize);
      for (const hook of ['beforeSync', 'afterSync', 'beforeConnect', 'afterConnect'] as const)
        sequelize.addHook(hook, () => {
          hooks.push(hook);
        });
      const person = sequelize.models['Person'];
      if (person !== undefined) person.sync = () => Promise.reject(new Error('called'));
    });
    expect(draft.proof?.verdict).toBe('proved');
    expect(hooks).toEqual([]);
    expect(catalogHash(await models.snapshot())).toBe(before);
    expect(await models.database.execute('SELECT name, age FROM people')).toEqual([
      { name: 'Ada', age: '36' },
    ]);
    expect(await readdir(models.folder)).toEqual(['node_modules']);
    await expectNoScratchLeft();
  });
});

describe('a draft', () => {
  it('is of nothing where an enum has the labels of both models of its table', async () => {
    const define: Define = (sequelize) => {
      const of = (name: string, labels: readonly string[]) =>
        sequelize.define(
          name,
          { plan: DataTypes.ENUM(...labels) },
          { tableName: 'accounts', timestamps: false },
        );
      of('Account', ['free', 'paid']);
      of('Bill', ['paid', 'due']);
    };
    await models.database.execute(`CREATE TYPE enum_accounts_plan AS ENUM ('free', 'paid', 'due');
      CREATE TABLE accounts (id serial PRIMARY KEY, plan enum_accounts_plan)`);
    expect(await models.draft(define)).toMatchObject({ problems: [], file: null, effects: [] });
  });

  it('takes a label away from an enum whose name the server has cut', async () => {
    const subscriptionsWith =
      (...labels: readonly string[]): Define =>
      (sequelize) => {
        sequelize.define(
          'organisation_subscription_renewals',
          { notification_preference_kind: DataTypes.ENUM(...labels) },
          { freezeTableName: true, timestamps: false },
        );
      };
    await models.sync(subscriptionsWith('mail', 'fax'));
    expect(inWords(await models.draft(subscriptionsWith('mail')))).toEqual([
      '~ enum enum_organisation_subscription_renewals_notification_preference: -fax',
    ]);
  });

  it('that its rows refuse is said to fail, with the reason', async () => {
    await models.sync(people({}));
    await models.database.execute(`INSERT INTO people (name) VALUES (NULL)`);
    const { proof } = await models.draft(people({ city: { type: DataTypes.TEXT, allowNull: false } }));
    expect(proof).toMatchObject({
      verdict: 'failed',
      failedDirection: 'up',
      error: { details: { sqlState: '23502' } },
    });
    expect(proof?.catalogHash.before).toBe(proof?.catalogHash.after);
  });

  it('has no file where nothing differs, whatever Sequelize fills in and no model can say', async () => {
    await models.database.execute(`
      CREATE TABLE people (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(255) CHECK (name <> ''),
        "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now());
      COMMENT ON TABLE people IS 'People'; CREATE VIEW "Adults" AS SELECT * FROM people;`);
    const { file, effects, kept } = await models.draft((sequelize) => {
      sequelize.define(
        'Person',
        {
          id: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 },
          name: DataTypes.STRING,
        },
        { tableName: 'people' },
      );
      sequelize.define('Adult', {}, { tableName: 'Adults' });
      sequelize.define(
        'Meta',
        { name: { type: DataTypes.STRING, primaryKey: true } },
        { tableName: 'SequelizeMeta', ...plain },
      );
    });
    expect({ file, effects }).toEqual({ file: null, effects: [] });
    expect(kept.map(({ what, name, why }) => [what, name, why])).toEqual([
      ['default', 'id', 'fills'],
      ['default', 'createdAt', 'fills'],
      ['default', 'updatedAt', 'fills'],
      ['constraint', 'people_name_check', 'unsayable'],
    ]);
  });

  it('leaves out a model that Sequelize makes no table of, and its table alone', async () => {
    await models.database.execute('CREATE TABLE odd (id integer)');
    const draft = await models.draft((sequelize) => {
      people({})(sequelize);
      sequelize.define(
        'Odd',
        { id: { type: 'NO TYPE' as never, primaryKey: true } },
        { tableName: 'odd', ...plain },
      );
    });
    expect(draft.problems).toEqual([
      { model: 'Odd', table: { schema: null, table: 'odd' }, reason: 'syntax error at or near "TYPE"' },
    ]);
    expect(inWords(draft)).toEqual(['+ table people (id, name)']);
    expect(draft.proof?.verdict).toBe('proved');
  });

  it('names the keys that the server refuses, and none to a table that was not made', async () => {
    const { problems, unmadeKeys } = await models.draft(
      (sequelize) => {
        people({})(sequelize);
        const to = (model: string) => ({ references: { model, key: 'id' } });
        sequelize.define(
          'Pet',
          {
            ownerId: { type: DataTypes.UUID, ...to('people') },
            oddId: { type: DataTypes.INTEGER, ...to('odd') },
          },
          { tableName: 'pets', ...plain },
        );
        sequelize.define(
          'Odd',
          { id: { type: 'NO TYPE' as never, primaryKey: true } },
          { tableName: 'odd', ...plain },
        );
      },
      { isRehearsed: false },
    );
    expect(problems.map(({ model }) => model)).toEqual(['Odd']);
    const reason = 'Key columns "ownerId" and "id" are of incompatible types: uuid and integer.';
    expect(unmadeKeys).toEqual([{ model: 'Pet', attribute: 'ownerId', reason }]);
  });

  it('gives a table the columns of all models that share it', async () => {
    const draft = await models.draft((sequelize) => {
      people({})(sequelize);
      class Worker extends Model {}
      Worker.init({ job: DataTypes.TEXT }, { sequelize, tableName: 'people', ...plain });
    });
    expect(inWords(draft)).toEqual(['+ table people (id, name, job)']);
  });

  it('keeps what it is told to keep', async () => {
    await models.database.execute(
      `CREATE TABLE people (id serial PRIMARY KEY, name varchar(255) NOT NULL DEFAULT 'x' UNIQUE, age integer); CREATE INDEX ON people (age)`,
    );
    const asked = await models.draft(people({}), { isRehearsed: false });
    expect(inWords(asked)).toHaveLength(4);
    const kept = await models.draft(people({}), {
      keeps: ['columns', 'indexes', 'constraints', 'defaults', 'not-null'],
      isRehearsed: false,
    });
    expect(inWords(kept)).toEqual([]);
  });

  it.each([
    ['people.nme:other', 'Did you mean "people.name"'],
    ['people.name:id', 'There is a column "id" in "people" already.'],
    ['people', 'Write it as'],
  ])('refuses the rename "%s"', async (rename, remedy) => {
    await models.sync(people({}));
    const drafted = models.draft(people({}), { renames: [rename] });
    await expect(drafted).rejects.toMatchObject({
      code: 'rename-invalid',
      remedy: expect.stringContaining(remedy) as string,
    });
  });
});
