// Describing, walking and documenting a large schema, the whole process from its start: 300 models with their tables in a real database.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { generateProject } from '../loading/generated-project.mjs';
import { median, milliseconds, table } from '../report.mjs';

const run = promisify(execFile);
const count = 300;
const bar = 1500;
/** Leaves of the tree of three, in two of its branches. */
const farEnds = ['Entity299', 'Entity121'];
/** It takes seconds. */
const documentingRuns = 3;

export async function benchDescribing({ root, seqscope, runs, env, place, alternate }) {
  const folder = await mkdtemp(join(tmpdir(), 'sqb-describe-'));
  const database = 'bench_describe';
  const connection = { host: place.host, port: place.port, user: place.user };
  const admin = new pg.Client({ ...connection, database: place.database });
  await admin.connect();
  try {
    const index = await generateProject(folder, 'commonJs', join(root, 'node_modules'), count);
    await admin.query(`DROP DATABASE IF EXISTS ${database}`);
    await admin.query(`CREATE DATABASE ${database}`);
    await makeTables({ ...connection, database });
    const development = {
      dialect: 'postgres',
      host: place.host,
      port: place.port,
      username: place.user,
      database,
    };
    await writeFile(join(folder, 'config/config.json'), JSON.stringify({ development }));
    const options = { cwd: folder, env, maxBuffer: 2 ** 28 };
    const own = (...words) => run(process.execPath, [seqscope, ...words, '--json'], options);
    const described = JSON.parse((await own('describe')).stdout);
    if (described.tableProblem !== null) throw new Error(described.tableProblem.message);
    const tables = described.models.filter(({ database: found }) => found !== null).length;
    const associations = described.models.reduce((sum, model) => sum + model.associations.length, 0);
    const times = await alternate(runs, {
      node: () => run(process.execPath, ['-e', '0']),
      load: () => run(process.execPath, ['-e', `require(${JSON.stringify(index)})`], options),
      models: () => own('models'),
      all: () => own('describe'),
      one: () => own('describe', 'Entity001'),
      path: () => own('path', ...farEnds),
    });
    const { paths } = JSON.parse((await own('path', ...farEnds)).stdout);
    const site = join(folder, 'site');
    const { docs } = await alternate(Math.min(runs, documentingRuns), {
      docs: () => run(process.execPath, [seqscope, 'docs', '-o', site], options),
    });
    const { size } = await stat(join(site, 'index.html'));
    const load = median(times.load);
    const versus = (value) => `${(value / load).toFixed(2)}× the project's own code`;
    const row = (what, value, compared = '') => [what, milliseconds(value), compared];
    const all = median(times.all);
    console.log(
      `Describing ${described.models.length} models (${associations} associations) with ${tables} tables, ${runs} runs: medians\n`,
    );
    console.log(
      table(
        ['', 'time', 'compared'],
        [
          row('node -e 0', median(times.node)),
          row("the project's own code, loaded by Node", load),
          row('seqscope models --json', median(times.models), versus(median(times.models))),
          row(
            'seqscope describe --json',
            all,
            `${versus(all)}, ${(all / bar).toFixed(2)}× the bar of ${bar} ms`,
          ),
          row('seqscope describe Entity001 --json', median(times.one), versus(median(times.one))),
          row(
            `seqscope path ${farEnds.join(' ')} --json`,
            median(times.path),
            `${versus(median(times.path))}, ${paths[0].steps.length} steps, ${(median(times.path) / all).toFixed(2)}× describe`,
          ),
          row(
            'seqscope docs',
            median(docs),
            `${versus(median(docs))}, ${Math.round(size / 1024)} kB, ${(median(docs) / all).toFixed(2)}× describe`,
          ),
        ],
      ),
    );
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await admin.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The tables of the generated models, with the key, the index and the comments that such tables have. */
async function makeTables(place) {
  const client = new pg.Client(place);
  await client.connect();
  const statements = [];
  for (let index = 0; index < count; index += 1) {
    const name = `"Entity${String(index).padStart(3, '0')}s"`;
    const parent = `"Entity${String(Math.floor((index - 1) / 3)).padStart(3, '0')}s"`;
    const type = `"enum_Entity${String(index).padStart(3, '0')}s_status"`;
    const key =
      index === 0 ? 'integer' : `integer REFERENCES ${parent} (id) ON DELETE SET NULL ON UPDATE CASCADE`;
    statements.push(
      `CREATE TYPE ${type} AS ENUM ('draft', 'submitted', 'approved', 'deleted')`,
      `CREATE TABLE ${name} (id serial PRIMARY KEY, name varchar(80) NOT NULL, code varchar(255) UNIQUE,
         status ${type} DEFAULT 'draft', note text, amount numeric(12,2), starts_on date, tags varchar(255)[] DEFAULT '{}',
         details jsonb, "isActive" boolean NOT NULL DEFAULT true, parent_id ${key},
         "createdAt" timestamptz NOT NULL, "updatedAt" timestamptz NOT NULL${index % 4 === 0 ? ', "deletedAt" timestamptz' : ''},
         CHECK (amount >= 0))`,
      `CREATE INDEX ON ${name} (parent_id)`,
      `COMMENT ON COLUMN ${name}.note IS 'What there is to say of it'`,
      `INSERT INTO ${name} (name, "createdAt", "updatedAt") VALUES ('one', now(), now())`,
    );
  }
  await client.query(statements.join(';'));
  await client.query('ANALYZE');
  await client.end();
}
