/** What holds of any filter text at all: it is read or explained, and what it compiles to has no value in its SQL text. */
import { type Association, type Model, type ModelStatic, type Sequelize, type WhereOptions } from 'sequelize';
import { expect } from 'vitest';
import { ConsoleError } from '../../../src/errors.ts';
import { compileFilter } from '../../../src/queries/filter/compile-filter.ts';
import { completeFilter } from '../../../src/queries/filter/complete-filter.ts';
import { namesOfModel } from '../../../src/queries/filter/completion-names.ts';
import { SqlWriter } from '../../../src/queries/filter/filter-to-sql.ts';
import { parseFilter } from '../../../src/queries/filter/parse-filter.ts';
import { readLinkedTable } from '../../../src/queries/filter/table-source.ts';
import { describeModels } from '../../../src/schema/describe-models.ts';
import { readRelation } from '../../../src/database/relation.ts';
import type { OpenedQueries } from '../opened-queries.ts';
import { marker, randomFilter } from './random-filter.ts';

type Opened = OpenedQueries<{ readonly sequelize: Sequelize }>;

const explanations: readonly string[] = [
  'filter-syntax',
  'filter-value',
  'filter-path',
  'unknown-attribute',
  'virtual-attribute',
];

export interface FuzzTally {
  parsed: number;
  compiled: number;
  explained: number;
}

/** Tries `count` texts from `seed` on against a model and the table behind it. */
export async function fuzzFilters(
  { application: { sequelize }, client }: Opened,
  modelName: string,
  seed: number,
  count: number,
): Promise<FuzzTally> {
  const model = sequelize.model(modelName);
  const relation = await readRelation(client, null, model.tableName);
  const names = namesOfModel(describeModels(sequelize), modelName);
  if (relation === null || names === null) throw new Error(`nothing behind ${modelName}`);
  const spoken = [...namesOf(model), ...relation.columns.map(({ name }) => name)];
  const tally: FuzzTally = { parsed: 0, compiled: 0, explained: 0 };

  for (let index = seed; index < seed + count; index += 1) {
    const text = randomFilter(index, spoken);
    const node = explained(text, () => parseFilter(text), tally);
    const cursor = index % (text.length + 1);
    const { from, to } = await completeFilter(text, cursor, names);
    if (from > cursor || to < cursor || to > text.length)
      throw new Error(`completes ${from}…${to} of ${text}`);
    if (node === undefined || node === null) continue;
    tally.parsed += 1;
    const place = { text, now: new Date('2026-02-01T00:00:00Z') };
    const where = explained(text, () => compileFilter(node, model, sequelize, place), tally);
    if (where !== undefined) {
      tally.compiled += 1;
      expect(outsideLiterals(modelSql(model, where, sequelize)), text).not.toContain(marker);
    }
    // Every hundredth reads the catalog; the rest have only columns to find.
    const linked =
      index % 100 === 0
        ? await readLinkedTable(client, relation, node)
        : { relation, links: [], behind: () => null };
    const writer = new SqlWriter();
    const sql = explained(text, () => writer.writeFilter(node, linked, place), tally);
    expect(sql ?? '', text).not.toContain(marker);
  }
  return tally;
}

/** Undefined for text that was refused: with a known code, a remedy, and a caret in the text or at its end. */
function explained<T>(text: string, work: () => T, tally: FuzzTally): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ConsoleError))
      throw new Error(`not explained: ${JSON.stringify(text)}`, { cause: error });
    const { column = 0, excerpt = '' } = error.details;
    const isRight =
      explanations.includes(error.code) &&
      error.remedy !== '' &&
      column >= 1 &&
      column <= text.length + 1 &&
      /\n *\^$/.test(excerpt);
    if (!isRight) throw new Error(`badly explained: ${JSON.stringify(text)}`, { cause: error });
    tally.explained += 1;
    return undefined;
  }
}

function namesOf(model: ModelStatic<Model>): readonly string[] {
  const attributes = Object.keys(model.getAttributes());
  const associations: readonly Association[] = Object.values(model.associations);
  const quote = (name: string): string =>
    /^\w+$/.test(name) && name !== 'and' ? name : JSON.stringify(name);
  return [
    ...attributes,
    ...associations.map(({ as }) => quote(as)),
    ...associations.flatMap(({ as, target }) =>
      Object.keys(target.getAttributes()).map((name) => `${quote(as)}.${name}`),
    ),
  ];
}

/** The statement that a finder would write, without executing it. */
export function modelSql(model: ModelStatic<Model>, where: WhereOptions, sequelize: Sequelize): string {
  const { Utils } = sequelize.constructor as unknown as {
    Utils: { mapFinderOptions(options: object, model: ModelStatic<Model>): object };
  };
  const writer = sequelize.getQueryInterface().queryGenerator as {
    selectQuery(table: unknown, options: object, model: ModelStatic<Model>): string;
  };
  const options = Utils.mapFinderOptions({ where, attributes: ['id'] }, model);
  return writer.selectQuery(model.getTableName(), options, model);
}

/** What PostgreSQL would read as SQL: text without its literals and quoted names (manual 4.1; strings conform to the standard). */
export function outsideLiterals(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, ' ');
}
