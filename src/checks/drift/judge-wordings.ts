/**
 * Whether two wordings of one expression mean the same: asked of a server, which words both anew; of two defaults it is asked whether
 * they give the same value. In a scratch database with the tables in question, where each question is rolled back.
 */
import { type ScratchWays, withScratchCopy } from '../../database/scratch/scratch-database.ts';
import type { Snapshot, SnapshotObject } from '../../database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import { namelessIndex, placeSql } from '../../journal/from-models/sql-names.ts';
import type { Aspect, Question } from './aspect.ts';
import { judgeLiterals } from './judge-literals.ts';
import { isUncertain, withMeanings } from './meanings.ts';
import { type Ask, isOneValue, withAnswers } from './questions.ts';

interface Judged {
  readonly words: string;
  /** As the server words it; null when it does not understand it here. */
  readonly anew: string | null;
}

/** The aspects with the same text for the same meaning. `ground` is the schema that they are asked in. */
export async function judgeWordings(
  aspects: readonly Aspect[],
  source: ConnectionTarget,
  ground: Snapshot,
  scratch: ScratchWays,
): Promise<readonly Aspect[]> {
  const judged = await judgeLiterals(aspects, source);
  const asked = aspects.filter((aspect) => isUncertain(aspect) && !judged.has(aspect));
  const answered = () => aspects.map((aspect) => judged.get(aspect) ?? aspect);
  if (asked.length === 0) return answered();
  // A default needs its type, and no table.
  const tables = new Set(
    asked.flatMap(({ schema, table, question }) =>
      table === null || question?.type === 'default' ? [] : [JSON.stringify([schema, table])],
    ),
  );
  const hasView = asked.some(({ question }) => question?.type === 'view');
  const wanted = { objects: ground.objects.filter((object) => hasView || isGround(object, tables)) };
  return withScratchCopy(source, { largestCopyBytes: 0, ...scratch, wanted }, async ({ target }) => {
    await withAnswers(target, { readOnly: false }, async (ask) => {
      for (const aspect of asked) judged.set(aspect, await judge(aspect, ask));
    });
    return answered();
  });
}

function isGround(object: SnapshotObject, tables: ReadonlySet<string>): boolean {
  const { type, schema, table, name, properties } = object;
  if (properties['kind'] === 'foreign key' || type === 'view' || type === 'materialized-view') return false;
  const owner = table ?? (type === 'table' ? name : null);
  return owner === null || tables.has(JSON.stringify([schema, owner]));
}

async function judge(aspect: Aspect, ask: Ask): Promise<Aspect> {
  const { question } = aspect;
  if (question === undefined) return aspect;
  const understand = async (words: string, label: string): Promise<Judged> => ({
    words,
    anew: await rewordIn(ask, aspect, question, words, label),
  });
  const judged = await withMeanings(aspect, understand, (one, other) => isSame(ask, question, one, other));
  return judged ?? aspect;
}

async function isSame(ask: Ask, question: Question, a: Judged, b: Judged): Promise<boolean> {
  if (a.words === b.words) return true;
  if (a.anew !== null && a.anew === b.anew) return true;
  if (question.type !== 'default') return false;
  const [one, other] = [a.anew ?? a.words, b.anew ?? b.words];
  const { columnType: type } = question;
  if ((await isOneValue(ask, type, one, other)) !== true) return false;
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
