/**
 * Whether two wordings of one expression mean the same: asked of a server, which words both anew; of two defaults it is asked whether
 * they give the same value. In a scratch database with the tables in question, where each question is rolled back.
 */
import { type DatabaseConnection, openDatabase } from '../../database/client.ts';
import { type ScratchOptions, withScratchCopy } from '../../database/scratch/scratch-database.ts';
import type { Snapshot, SnapshotObject } from '../../database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import { namelessIndex, placeSql } from '../../journal/from-models/sql-names.ts';
import type { Aspect, Claim, Question } from './aspect.ts';
import { driftSides } from './drift.ts';

interface Judged {
  readonly words: string;
  readonly label: string;
  /** As the server words it; null when it does not understand it here. */
  readonly anew: string | null;
}

/** The aspects with the same text for the same meaning. `ground` is the schema that they are asked in. */
export async function judgeWordings(
  aspects: readonly Aspect[],
  source: ConnectionTarget,
  ground: Snapshot,
  scratch: Pick<ScratchOptions, 'elsewhere' | 'signal' | 'isNeverHere'>,
): Promise<readonly Aspect[]> {
  const asked = aspects.filter(isUncertain);
  if (asked.length === 0) return aspects;
  // A default needs its type, and no table.
  const tables = new Set(
    asked.flatMap(({ schema, table, question }) =>
      table === null || question?.type === 'default' ? [] : [JSON.stringify([schema, table])],
    ),
  );
  const hasView = asked.some(({ question }) => question?.type === 'view');
  const wanted = { objects: ground.objects.filter((object) => hasView || isGround(object, tables)) };
  return withScratchCopy(source, { largestCopyBytes: 0, ...scratch, wanted }, async ({ target }) => {
    const database = openDatabase(
      target,
      { readOnly: false, statementTimeoutMs: 10_000 },
      { maxConnections: 1 },
    );
    try {
      return await database.withConnection(async (connection) => {
        await connection.query(`BEGIN; SET LOCAL search_path = ''`);
        const judged = new Map<Aspect, Aspect>();
        const answers = rememberedAnswers(connection);
        for (const aspect of asked) judged.set(aspect, await judge(aspect, answers));
        await connection.query('ROLLBACK');
        return aspects.map((aspect) => judged.get(aspect) ?? aspect);
      });
    } finally {
      await database.close();
    }
  });
}

function isUncertain({ question, claims }: Aspect): boolean {
  if (question === undefined) return false;
  const words = new Set(driftSides.flatMap((side) => claims[side]?.words ?? []));
  return words.size > 1;
}

function isGround(object: SnapshotObject, tables: ReadonlySet<string>): boolean {
  const { type, schema, table, name, properties } = object;
  if (properties['kind'] === 'foreign key' || type === 'view' || type === 'materialized-view') return false;
  const owner = table ?? (type === 'table' ? name : null);
  return owner === null || tables.has(JSON.stringify([schema, owner]));
}

async function judge(aspect: Aspect, ask: Ask): Promise<Aspect> {
  const { question, claims } = aspect;
  if (question === undefined) return aspect;
  const classes: Judged[] = [];
  const changed: [string, Claim][] = [];
  for (const side of driftSides) {
    const claim = claims[side];
    if (claim === undefined) continue;
    if (claim.words === undefined) {
      changed.push([side, claim]);
      continue;
    }
    const label = claim.label ?? '';
    const own = {
      words: claim.words,
      label,
      anew: await rewordIn(ask, aspect, question, claim.words, label),
    };
    let index = -1;
    for (const [at, known] of classes.entries())
      if (index < 0 && (await isSame(ask, question, known, own))) index = at;
    if (index < 0) index = classes.push(own) - 1;
    changed.push([side, { ...claim, loose: `=#${String(index)}`, exact: `=#${String(index)} ${label}` }]);
  }
  return { ...aspect, claims: Object.fromEntries(changed) };
}

async function isSame(ask: Ask, question: Question, a: Judged, b: Judged): Promise<boolean> {
  if (a.words === b.words) return true;
  if (a.anew !== null && a.anew === b.anew) return true;
  if (question.type !== 'default') return false;
  const [one, other] = [a.anew ?? a.words, b.anew ?? b.words];
  const { columnType: type } = question;
  const value = (words: string) => `((${words})::${type})::text`;
  const equal = await ask([`SELECT ${value(one)} IS NOT DISTINCT FROM ${value(other)}`]);
  if (equal !== true) return false;
  // Today's date is no other constant's meaning.
  const constants = [await isConstant(ask, one, type), await isConstant(ask, other, type)];
  return constants[0] === constants[1];
}

/** The server takes only what never changes into a generated column (manual, 5.3). */
async function isConstant(ask: Ask, words: string, type: string): Promise<boolean> {
  const table = `CREATE TEMP TABLE seqscope_probe (a ${type} GENERATED ALWAYS AS ((${words})::${type}) STORED)`;
  return (await ask([table, 'SELECT true'])) === true;
}

async function rewordIn(
  ask: Ask,
  { schema, table }: Aspect,
  question: Question,
  words: string,
  name: string,
): Promise<string | null> {
  const place = placeSql({ schema, table: table ?? '' });
  const answer = await ask(statementsFor(question, place, schema, words, name));
  if (typeof answer !== 'string') return null;
  return question.type === 'index' ? namelessIndex(answer, name) : answer;
}

/** The last gives the answer. */
function statementsFor(
  question: Question,
  place: string,
  schema: string,
  words: string,
  name: string,
): readonly string[] {
  switch (question.type) {
    case 'default':
      return [
        `CREATE TEMP TABLE seqscope_probe (a ${question.columnType} DEFAULT ${words})`,
        `SELECT pg_catalog.pg_get_expr(adbin, adrelid) FROM pg_catalog.pg_attrdef WHERE adrelid = 'pg_temp.seqscope_probe'::regclass`,
      ];
    case 'constraint':
      return [
        `ALTER TABLE ${place} ADD CONSTRAINT seqscope_probe ${words}`,
        `SELECT pg_catalog.pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint WHERE conname = 'seqscope_probe'`,
      ];
    case 'index': {
      const own = placeSql({ schema, table: name });
      return [
        `DROP INDEX IF EXISTS ${own}`,
        words,
        `SELECT pg_catalog.pg_get_indexdef('${own.replaceAll("'", "''")}'::regclass)`,
      ];
    }
    case 'view':
      return [
        `CREATE TEMP VIEW seqscope_probe AS ${words}`,
        `SELECT pg_catalog.pg_get_viewdef('pg_temp.seqscope_probe'::regclass)`,
      ];
  }
}

/** The answer of the last statement; null when one fails. */
type Ask = (statements: readonly string[]) => Promise<unknown>;

/** Each question once: a hundred tables may have the same default. */
function rememberedAnswers(connection: DatabaseConnection): Ask {
  const answers = new Map<string, Promise<unknown>>();
  return (statements) => {
    const key = statements.join(';\n');
    const answer = answers.get(key) ?? tried(connection, statements);
    answers.set(key, answer);
    return answer;
  };
}

/** Nothing of it stays. */
async function tried(connection: DatabaseConnection, statements: readonly string[]): Promise<unknown> {
  await connection.query('SAVEPOINT seqscope_question');
  try {
    let answer: unknown = null;
    for (const statement of statements) answer = (await connection.query(statement)).rows[0]?.[0] ?? null;
    return answer;
  } catch {
    return null;
  } finally {
    await connection.query('ROLLBACK TO SAVEPOINT seqscope_question');
  }
}
