/** The fixes of findings as one migration: what of them it can do, in which order, and what has to be left out. Pure. */
import {
  runsAlone,
  type SqlMigration,
  type SqlStatement,
} from '../../journal/from-models/code/sql-migration-text.ts';
import { quoteIdentifier } from '../../database/quote.ts';
import type { CheckFinding, LeftOut } from './finding.ts';

export interface MendingPlan {
  readonly migration: SqlMigration;
  /** The findings that it mends. */
  readonly mended: readonly CheckFinding[];
  readonly leftOut: readonly LeftOut[];
  /** True where statements of it refuse a transaction. */
  readonly isSplit: boolean;
}

/** `down` takes back the last first. A statement that several fixes share is in it once. */
export function planMending(findings: readonly CheckFinding[]): MendingPlan {
  const up: SqlStatement[] = [];
  const downs: (readonly SqlStatement[])[] = [];
  const mended: CheckFinding[] = [];
  const reasons: { readonly check: string; readonly why: string }[] = [];
  const names = new Set<string>();
  const dropped = findings.flatMap(droppedIndexes);
  for (const finding of findings) {
    const { check, schema, title, fix } = finding;
    const own = fix?.migration ?? null;
    const made = (own?.up ?? []).filter((sql) => !up.some((other) => other.sql === sql));
    const created = made.flatMap((sql) => createdIndex(sql, schema) ?? []);
    const why = finding.isKnown
      ? 'in the baseline'
      : own === null
        ? whyLeftOut(finding)
        : created.some((name) => names.has(name))
          ? 'its index would have the name of another one'
          : own.reliesOn.some((index) => dropped.includes(index))
            ? 'another fix drops the index that would serve instead'
            : null;
    if (why !== null || own === null) {
      reasons.push({ check, why: why ?? '' });
      continue;
    }
    for (const name of created) names.add(name);
    up.push(...noted(made, title));
    const taken = downs.flat();
    downs.push(
      noted(
        own.down.filter((sql) => !taken.some((other) => other.sql === sql)),
        null,
      ),
    );
    mended.push(finding);
  }
  const migration = withoutServed({ up, down: downs.reverse().flat() });
  const isSplit = [...migration.up, ...migration.down].some(runsAlone);
  return { migration, mended, leftOut: counted(reasons), isSplit };
}

/** An index that another one of the migration begins with is not made: that one finds the same rows. */
function withoutServed({ up, down }: SqlMigration): SqlMigration {
  const made = up.flatMap(({ sql }) => wholeIndex(sql) ?? []);
  const isServed = ({ sql }: SqlStatement) => {
    const own = wholeIndex(sql);
    const isPlain = own !== null && sql.startsWith('CREATE INDEX');
    return isPlain && made.some(({ table, keys }) => table === own.table && keys.startsWith(`${own.keys}, `));
  };
  const served = up.filter(isServed);
  const gone = served.flatMap(({ sql }) => indexName(sql) ?? []);
  return {
    up: up.filter((statement) => !served.includes(statement)),
    down: down.filter(
      ({ sql }) => !gone.some((name) => sql.startsWith('DROP INDEX') && sql.endsWith(`.${name}`)),
    ),
  };
}

/** What the statement makes to find every row by: an index without a condition, or a primary key. */
function wholeIndex(sql: string): { readonly table: string; readonly keys: string } | null {
  const index = /^CREATE(?: UNIQUE)? INDEX(?: CONCURRENTLY)? \S.*? ON (".*") \(([^()]*)\)$/.exec(sql);
  const key = /^ALTER TABLE (".*") ADD CONSTRAINT \S.*? PRIMARY KEY \(([^()]*)\)$/.exec(sql);
  const [, table, keys] = index ?? key ?? [];
  return table === undefined || keys === undefined ? null : { table, keys };
}

function noted(statements: readonly string[], note: string | null): readonly SqlStatement[] {
  return statements.map((sql, at) => ({ sql, note: at === 0 ? note : null }));
}

function whyLeftOut({ fix }: CheckFinding): string {
  switch (fix?.type) {
    case 'sql':
      return 'its SQL changes no schema';
    case 'model':
      return 'it is the model that has to change';
    case 'command':
      return 'a command mends it';
    case undefined:
      return 'it has no fix that could be written down';
  }
}

/** By fixes that rely on no other index; a constraint has the name of its index. */
function droppedIndexes({ fix, schema, isKnown }: CheckFinding): readonly string[] {
  if (isKnown || fix?.migration == null || fix.migration.reliesOn.length > 0) return [];
  return fix.migration.up.flatMap((sql) => {
    const index = /^DROP INDEX(?: CONCURRENTLY)? (".*")$/.exec(sql)?.[1];
    const constraint = /^ALTER TABLE ".*" DROP CONSTRAINT ("(?:[^"]|"")+")$/.exec(sql)?.[1];
    if (index !== undefined) return [index];
    return constraint === undefined ? [] : [`${quoteIdentifier(schema ?? '')}.${constraint}`];
  });
}

/** Names of indexes are unique within a schema (manual, CREATE INDEX). */
function createdIndex(sql: string, schema: string | null): string | null {
  const name = indexName(sql);
  return name === null ? null : `${schema ?? ''}.${name}`;
}

/** Quoted. */
function indexName(sql: string): string | null {
  return /^CREATE(?: UNIQUE)? INDEX(?: CONCURRENTLY)? ("(?:[^"]|"")+")/.exec(sql)?.[1] ?? null;
}

/** In the order of the findings. */
function counted(reasons: readonly { readonly check: string; readonly why: string }[]): readonly LeftOut[] {
  const counts = new Map<string, LeftOut>();
  for (const { check, why } of reasons) {
    const key = `${check}\n${why}`;
    counts.set(key, { check, why, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** `mend-unused-index`; `mend-schema` for several checks. */
export function mendingName(mended: readonly CheckFinding[]): string {
  const checks = new Set(mended.map(({ check }) => check));
  const [only] = checks;
  return only !== undefined && checks.size === 1 ? `mend-${only}` : 'mend-schema';
}
