/** What a repair is run for: afterwards the database is what its migrations made of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, step } from '../../journal/fixture-project.ts';
import { type DriftingProject, driftingProject } from './drifting-project.ts';
import type { Seed } from './seeds.ts';

const made = `
  CREATE TABLE visits (id int, at date NOT NULL, page text, hour int, PRIMARY KEY (id, at), UNIQUE (at, page))
    PARTITION BY RANGE (at);
  CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
  CREATE TABLE visits_other PARTITION OF visits DEFAULT;
  CREATE INDEX visits_page ON visits (lower(page));
  CREATE INDEX visits_hour ON visits (hour);
  CREATE TABLE seats (hall int, seat int, label text, PRIMARY KEY (hall, seat), CONSTRAINT seats_label UNIQUE (label, hall));
  CREATE INDEX "Seats by ""label""" ON seats (label);
  CREATE MATERIALIZED VIEW pages AS SELECT page, count(*) AS visits FROM visits GROUP BY page;
  CREATE UNIQUE INDEX pages_page ON pages (page);
  CREATE INDEX pages_visits ON pages (visits DESC);
  CREATE TYPE zone_kind AS ENUM ('near', 'far');
  CREATE FUNCTION zone_label() RETURNS text LANGUAGE sql AS $$ SELECT 'none'::text $$;
  CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
  CREATE TABLE zones (id int PRIMARY KEY, kind zone_kind, label text DEFAULT zone_label());
  CREATE TABLE areas (id int PRIMARY KEY, zone_id int REFERENCES zones);
  CREATE VIEW zone_ids AS SELECT id FROM zones;
  CREATE VIEW area_ids AS SELECT z.id FROM zone_ids z JOIN areas USING (id);
  CREATE TRIGGER leave INSTEAD OF INSERT ON area_ids FOR EACH ROW EXECUTE FUNCTION leave()`;

const migration: Seed = {
  name: 'visits',
  to: 'migrations',
  file: '20260201000000-create-visits.js',
  text: `module.exports = {
  up: (queryInterface) => queryInterface.sequelize.query(${JSON.stringify(made)}),
  down: async () => {},
};
`,
};

let clean: DriftingProject;
beforeAll(async () => {
  clean = await driftingProject();
  await clean.plant([migration]);
  await step(clean.project, clean.database.target, 'up', all);
});
afterAll(async () => {
  await clean.remove();
});

const label = 'ALTER TABLE seats DROP CONSTRAINT seats_label, ADD CONSTRAINT seats_label UNIQUE';

describe('the repair', { timeout: 120_000 }, () => {
  it.each([
    ['an index of a partitioned table', 'DROP INDEX visits_page', 'index:public.visits.visits_page'],
    [
      'an index that was made on a partitioned table alone',
      'DROP INDEX visits_hour; CREATE INDEX visits_hour ON ONLY visits (hour)',
      'index:public.visits.visits_hour',
    ],
    ['a partition, its keys among it', 'DROP TABLE visits_2026', 'table:public.visits_2026'],
    ['an index of a materialized view', 'DROP INDEX pages_visits', 'index:public.pages.pages_visits'],
    ['a materialized view with its indexes', 'DROP MATERIALIZED VIEW pages', 'other:public.pages'],
    [
      'a unique constraint that is to be checked at once',
      `${label} (label, hall) DEFERRABLE INITIALLY DEFERRED`,
      'unique:public.seats(hall, label)',
    ],
    [
      'a unique constraint without other columns',
      `${label} (label, hall) INCLUDE (seat)`,
      'unique:public.seats(hall, label)',
    ],
    [
      'the columns of a unique constraint, in their order',
      `${label} (hall, label)`,
      'unique:public.seats(hall, label)',
    ],
    [
      'a unique constraint whose name another one has',
      `${label} (label, seat, hall)`,
      'unique:public.seats(hall, label, seat)',
      'unique:public.seats(hall, label)',
    ],
    [
      'the columns of a primary key, in their order',
      'ALTER TABLE seats DROP CONSTRAINT seats_pkey, ADD PRIMARY KEY (seat, hall)',
      'primary-key:public.seats',
    ],
    [
      'the name of an index that has to be quoted',
      `ALTER INDEX "Seats by ""label""" RENAME TO "Labels"`,
      'index:public.seats.Labels',
    ],
    [
      'what stands on each other, from first to last',
      'DROP VIEW area_ids, zone_ids; DROP TABLE areas, zones; DROP FUNCTION zone_label(), leave(); DROP TYPE zone_kind',
      'other:public.leave()',
      'other:public.zone_label()',
      'table:public.zones',
      'table:public.areas',
      'other:public.zone_ids',
      'other:public.area_ids',
      'other:public.area_ids.leave',
    ],
    [
      'what was made by hand, one upon the other, from last to first',
      `CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE a (id int PRIMARY KEY, n int DEFAULT one());
       CREATE TABLE b (id int PRIMARY KEY REFERENCES a); CREATE VIEW c AS SELECT id FROM a; CREATE VIEW d AS SELECT id FROM c;
       CREATE TRIGGER leave INSTEAD OF INSERT ON c FOR EACH ROW EXECUTE FUNCTION leave();
       ALTER TABLE seats ADD held int UNIQUE REFERENCES zones; CREATE INDEX seats_held ON seats (held);
       CREATE VIEW e AS SELECT held FROM seats`,
      'other:public.d',
      'other:public.e',
      'other:public.c.leave',
      'other:public.c',
      'index:public.seats.seats_held',
      'foreign-key:public.seats(held)',
      'unique:public.seats(held)',
      'column:public.seats.held',
      'table:public.b',
      'table:public.a',
      'other:public.one()',
    ],
  ])('brings back %s', async (_, sql, ...ids) => {
    const project = await driftingProject(clean.database.target.database);
    try {
      await project.plant([migration, { name: 'by hand', to: 'live', sql }]);
      const { differences } = await project.drift();
      expect(differences.map(({ id }) => id)).toEqual(ids);
      for (const { remedy } of differences) await project.database.execute(remedy.sql ?? '');
      expect((await project.drift()).differences).toEqual([]);
    } finally {
      await project.remove();
    }
  });
});
