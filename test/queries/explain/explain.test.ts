/** Plans of real statements on real tables, big enough for the planner to have a choice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanMark, PlanNode } from '../../../src/queries/explain/plan.ts';
import { specFor } from '../../../src/queries/query-spec.ts';
import type { Library } from '../library.ts';
import { openLibraryQueries, type OpenedQueries } from '../opened-queries.ts';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import { openQueries, type Queries } from '../../../src/queries/open-queries.ts';

let opened: OpenedQueries<Library>;
let writable: Database;
let queries: Queries;

beforeAll(async () => {
  opened = await openLibraryQueries();
  await opened.database.execute(`
    CREATE TABLE owners (id integer PRIMARY KEY, name text);
    CREATE TABLE things (id integer PRIMARY KEY, owner integer REFERENCES owners, kind text, size integer, "odd Name" text);
    CREATE SEQUENCE numbers;
    INSERT INTO owners SELECT n, 'owner ' || n FROM generate_series(1, 2000) n;
    INSERT INTO things SELECT n, 1 + n % 2000, 'kind ' || n % 1000, n % 777, 'x' FROM generate_series(1, 40000) n;
    ANALYZE owners, things;`);
  writable = openDatabase(opened.database.target, { readOnly: false, statementTimeoutMs: null });
  queries = openQueries({ sequelize: opened.application.sequelize, database: writable });
});
afterAll(async () => {
  await writable.close();
  await opened.close();
});

const sql = (text: string) => ({ type: 'sql', sql: text }) as const;

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

function marksOf(node: PlanNode): readonly PlanMark[] {
  return nodesOf(node).flatMap(({ marks }) => marks);
}

const hintsOf = (node: PlanNode) =>
  marksOf(node).flatMap((mark) => (mark.type === 'index' ? [mark.sql] : []));

describe('explain', () => {
  it('plans the statement that an application would read a spec with, and executes nothing', async () => {
    const spec = { ...specFor({ type: 'model', name: 'Book' }), filter: 'pages < 100' };
    const { plan, ran, sql: explained, executionMs, shareOf } = await queries.explain({ type: 'spec', spec });
    expect(explained).toMatch(/^SELECT .* FROM "books" AS "Book" WHERE .*LIMIT 100$/);
    expect({ ran, executionMs, shareOf }).toEqual({ ran: 'no', executionMs: null, shareOf: 'cost' });
    expect(nodesOf(plan).map(({ actual }) => actual)).not.toContainEqual(expect.anything());
    expect(nodesOf(plan).find(({ relation }) => relation?.name === 'books')).toMatchObject({
      relation: { schema: 'public', name: 'books' },
      alias: 'Book',
    });
  });

  it('measures each node, in a read-only transaction', async () => {
    const explained = await queries.explain(sql("SELECT * FROM things WHERE kind = 'kind 7'"), {
      analyze: true,
    });
    expect(explained).toMatchObject({
      ran: 'read-only',
      shareOf: 'time',
      sql: "SELECT * FROM things WHERE kind = 'kind 7'",
    });
    const [scan] = nodesOf(explained.plan).filter(({ relation }) => relation?.name === 'things');
    expect(scan?.actual).toMatchObject({ rows: 40, loops: 1 });
    expect(scan?.removed).toEqual([{ by: 'Filter', rows: 39_960 }]);
    expect(scan?.buffers?.sharedHit).toBeGreaterThan(0);
    const shares = nodesOf(explained.plan).reduce((sum, { share }) => sum + share, 0);
    expect(shares).toBeCloseTo(1);
  });

  it('measures the page of a model on its own instance', async () => {
    const spec = specFor({ type: 'model', name: 'Book' });
    const { ran, plan } = await queries.explain({ type: 'spec', spec }, { analyze: true });
    expect(ran).toBe('read-only');
    expect(plan.actual?.loops).toBe(1);
  });

  it('asks before it runs a statement that writes, and undoes what it ran', async () => {
    const deleting = sql('DELETE FROM things');
    await expect(queries.explain(deleting, { analyze: true })).rejects.toMatchObject({
      code: 'explain-would-write',
    });
    const { ran, plan } = await queries.explain(deleting, { analyze: true, mayWrite: true });
    expect(ran).toBe('rolled-back');
    expect(plan.title).toBe('Delete');
    expect(await opened.database.execute('SELECT count(*)::int AS n FROM things')).toEqual([{ n: 40_000 }]);
  });

  it('sees a function that writes', async () => {
    await expect(queries.explain(sql("SELECT nextval('numbers')"), { analyze: true })).rejects.toMatchObject({
      code: 'explain-would-write',
    });
  });

  it('runs one statement and no second one behind it', async () => {
    await expect(
      queries.explain(sql('SELECT 1; DELETE FROM things'), { analyze: true, mayWrite: true }),
    ).rejects.toMatchObject({ details: { sqlState: '42601' } });
    await expect(queries.explain(sql('SELECT 1; COMMIT'))).rejects.toMatchObject({
      details: { sqlState: '42601' },
    });
    expect(await opened.database.execute('SELECT count(*)::int AS n FROM things')).toEqual([{ n: 40_000 }]);
  });

  it('takes values for the parameters', async () => {
    const { plan } = await queries.explain({
      type: 'sql',
      sql: 'SELECT * FROM things WHERE id = $1',
      values: [7],
    });
    expect(plan).toMatchObject({ type: 'Index Scan', index: 'things_pkey' });
  });

  it('says what it cannot explain', async () => {
    await expect(queries.explain(sql('  '))).rejects.toMatchObject({ code: 'not-explainable' });
    await expect(queries.explain(sql('EXPLAIN SELECT 1'))).rejects.toMatchObject({ code: 'not-explainable' });
    await expect(queries.explain(sql('VACUUM'))).rejects.toMatchObject({ details: { sqlState: '42601' } });
  });

  it('is cancelled on the server', async () => {
    const aborting = new AbortController();
    const running = queries.explain(sql('SELECT pg_sleep(30)'), { analyze: true, signal: aborting.signal });
    setTimeout(() => aborting.abort(), 100);
    await expect(running).rejects.toMatchObject({ kind: 'interrupted' });
    const busy = await opened.database.execute(
      `SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()`,
    );
    expect(busy).toEqual([]);
  });
});

describe('hints at indexes', () => {
  it('propose the column of a condition that leaves few rows of a big table', async () => {
    const { plan } = await queries.explain(sql("SELECT * FROM things WHERE kind = 'kind 7' AND size > 3"), {
      analyze: true,
    });
    expect(hintsOf(plan)).toEqual(['CREATE INDEX ON "public"."things" ("kind", "size")']);
  });

  it('propose it from the plan alone', async () => {
    const { plan } = await queries.explain(sql("SELECT * FROM things t WHERE t.kind = 'kind 7'"));
    expect(hintsOf(plan)).toEqual(['CREATE INDEX ON "public"."things" ("kind")']);
  });

  it('say nothing of a small table, of much of a big one, and of what has the index', async () => {
    for (const text of [
      "SELECT * FROM owners WHERE name = 'owner 3'",
      'SELECT * FROM things WHERE size > 5',
      'SELECT * FROM things WHERE id = 8',
      "SELECT * FROM things WHERE lower(kind) = 'kind 7'",
      "SELECT * FROM things WHERE kind = 'kind 7' OR size = 3",
    ]) {
      const { plan } = await queries.explain(sql(text), { analyze: true });
      expect([text, hintsOf(plan)]).toEqual([text, []]);
    }
  });

  it('propose the column of a foreign key that is joined without one', async () => {
    const text = "SELECT * FROM owners JOIN things ON things.owner = owners.id WHERE owners.name = 'owner 3'";
    const { plan } = await queries.explain(sql(text), { analyze: true });
    expect(hintsOf(plan)).toEqual(['CREATE INDEX ON "public"."things" ("owner")']);
    expect(marksOf(plan).find(({ type }) => type === 'index')?.text).toContain('Foreign key owner of things');
  });

  it('propose the columns of a sort whose first rows alone are wanted', async () => {
    const { plan } = await queries.explain(
      sql('SELECT * FROM things ORDER BY size DESC, "odd Name" DESC LIMIT 5'),
    );
    expect(hintsOf(plan)).toEqual(['CREATE INDEX ON "public"."things" ("size", "odd Name")']);
  });
});

describe('marks', () => {
  it('tell of rows the planner did not expect', async () => {
    const text = 'SELECT * FROM things WHERE id % 2 = 0';
    const { plan } = await queries.explain(sql(text), { analyze: true });
    expect(marksOf(plan).find(({ type }) => type === 'estimate')).toMatchObject({
      direction: 'more',
      factor: 100,
    });
  });

  it('tell of a sort that went to disk', async () => {
    const text = 'SELECT * FROM things a, generate_series(1, 10) ORDER BY a.kind';
    const { plan } = await queries.explain(sql(text), { analyze: true });
    expect(marksOf(plan).map(({ type }) => type)).toContain('disk');
  });

  it('tell of the topmost node of a branch that was never executed', async () => {
    const text =
      'SELECT * FROM owners WHERE false OR EXISTS (SELECT 1 FROM things WHERE things.id = owners.id - 90000 AND owners.id < 0)';
    const { plan } = await queries.explain(sql(`${text} OR id = 1`), { analyze: true });
    const never = nodesOf(plan).filter(({ marks }) => marks.some(({ type }) => type === 'never-executed'));
    for (const node of never) expect(node.actual?.loops).toBe(0);
  });
});
