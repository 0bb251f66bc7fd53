/** A process that works in a sandbox until it is killed: rows of every kind, DDL, undo, reviews. Says `open` when it begins. */
import { Sequelize } from 'sequelize';
import { openDatabase } from '../../../src/database/client.ts';
import { openSandbox } from '../../../src/database/sandbox/open-sandbox.ts';
import type { ConnectionTarget } from '../../../src/database/target.ts';

async function work(target: ConnectionTarget): Promise<never> {
  const { host, port, database, user } = target;
  const sequelize = new Sequelize(database, user, '', { host, port, dialect: 'postgres', logging: false });
  const client = openDatabase(target, { readOnly: true, statementTimeoutMs: null });
  const sandbox = await openSandbox(sequelize, client);
  const run = (sql: string) => sandbox.line(() => sequelize.query(sql)).catch(() => undefined);
  process.stdout.write('open\n');
  for (let turn = 0; ; turn += 1) {
    await run(`INSERT INTO cats (name, lives) SELECT 'new ' || n, ${turn} FROM generate_series(1, 50) n`);
    await run('UPDATE cats SET lives = lives + 1');
    await run(`CREATE TABLE extra_${turn} AS SELECT * FROM cats`);
    await run('DELETE FROM cats WHERE id % 3 = 0');
    await run('ALTER TABLE toys ADD COLUMN IF NOT EXISTS size integer DEFAULT 3');
    await run('INSERT INTO cats (id) VALUES (1)');
    await run('TRUNCATE toys');
    await sandbox.undo();
    await sandbox.review();
  }
}

// What the test passes: a target as JSON.
void work(JSON.parse(process.argv[2] ?? '{}') as ConnectionTarget);
