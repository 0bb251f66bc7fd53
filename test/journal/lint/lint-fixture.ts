/** Migrations written for one test, and the lint of them against a database with a table that counts as big. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/database/client.ts';
import type { LintedEntry, LintFinding, LintRequest } from '../../../src/journal/lint/finding.ts';
import { lintMigrations, type LintSurroundings } from '../../../src/journal/lint/lint-migrations.ts';
import { readJournal } from '../../../src/journal/read-journal.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { fixtureProject } from '../fixture-project.ts';

/** `orders` has more rows than `bigTableRows` below, `carts` none. */
export const shop = `
  CREATE TYPE mood AS ENUM ('glad');
  CREATE TABLE users (id int PRIMARY KEY, name varchar(100));
  CREATE TABLE orders (id int PRIMARY KEY, user_id int, total int, note text, nr varchar(10), feeling mood,
                       seen timestamptz, price numeric(8, 2));
  CREATE TABLE carts (id int PRIMARY KEY, total int);
  INSERT INTO orders (id, total) SELECT n, n FROM generate_series(1, 5) n;
  ANALYZE;
`;

const everything: LintRequest = { names: [], includesExecuted: false, rules: [] };

export interface LintCall extends Partial<Omit<LintSurroundings, 'database'>> {
  readonly database: TestDatabase | null;
  readonly request?: Partial<LintRequest>;
}

/** Files by name. */
export async function lintFiles(
  files: Readonly<Record<string, string>>,
  { database, request = {}, ...surroundings }: LintCall,
): Promise<readonly LintedEntry[]> {
  const folder = mkdtempSync(join(tmpdir(), 'seqscope-lint-'));
  const mode = { readOnly: true, statementTimeoutMs: null };
  const open = database === null ? null : openDatabase(database.target, mode);
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const project = fixtureProject({ migrations: folder });
    const names = Object.keys(files).sort();
    const entries =
      open === null
        ? names.map((name) => ({ name, state: 'pending' as const, path: join(folder, name) }))
        : (await readJournal(project, 'migrations', open)).entries;
    return await lintMigrations(
      project,
      { ...everything, ...request },
      {
        entries,
        database: open,
        models: null,
        settings: { rules: {}, bigTableRows: 3 },
        ...surroundings,
      },
    );
  } finally {
    await open?.close();
    rmSync(folder, { recursive: true });
  }
}

/** One migration with that body of `up`, and a `down` that does something. */
export function migration(up: string, down = `await q.sequelize.query('SELECT 1');`): string {
  return `module.exports = {
  async up(q, Sequelize) {
    ${up}
  },
  async down(q) { ${down} },
};
`;
}

/** The findings of the only migration. */
export async function lintUp(up: string, call: LintCall): Promise<readonly LintFinding[]> {
  const [entry] = await lintFiles({ '1-it.js': migration(up) }, call);
  return entry?.findings ?? [];
}
