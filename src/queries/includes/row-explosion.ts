/**
 * How many rows a statement yields once to-many associations are joined, before it is run: what the planner expects of it, against what
 * it expects of the rows alone.
 */
import { compileSpec } from '../compile-spec.ts';
import { topRows } from '../estimate-rows.ts';
import { explainModelStatement } from '../explain-model.ts';
import { findModel } from '../find-model.ts';
import { recordStatement, searchedRelation, type ModelReader } from '../model-reader.ts';
import { sourceName, type IncludeUse, type QuerySpec } from '../query-spec.ts';
import { estimateModelRows } from '../read-model.ts';
import { includeNames, multipliesRows } from '../scope-includes.ts';
import { planIncludes, type IncludePlans } from './planned-include.ts';

export interface RowExplosion {
  /** Rows that are read; estimated, as all of it. */
  readonly rows: number;
  /** Rows that the server sends for them. */
  readonly joinedRows: number;
  /** The association that multiplies most, by its path: `devices`, `role.permissions`. */
  readonly association: string;
  /** By how much. */
  readonly factor: number;
  /** True where `separate` can read it. */
  readonly canBeSeparate: boolean;
  /** `about 50 rows become 1,250,000: read "devices" with separate`. */
  readonly warning: string;
}

/** Fewer are sent as fast as they are read otherwise. */
const fewestRows = 1_000;
const leastFactor = 10;

/** Null where nothing explodes. Explains statements; executes none. */
export async function findExplosion(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<RowExplosion | null> {
  const model = findModel(sourceName(spec.source), reader.sequelize);
  const relations = await searchedRelation(reader, spec);
  const { included, scope } = compileSpec(spec, reader.sequelize, relations);
  if (!multipliesRows(included)) return null;
  const all = (await estimateModelRows(reader, spec, signal)).rows;
  const joinedRows = await joinedRowsOf(reader, spec, signal);
  if (all === null || joinedRows === null) return null;
  const rows = Math.max(1, Math.min(all, spec.limit ?? Number.POSITIVE_INFINITY));
  if (joinedRows < fewestRows || joinedRows < rows * leastFactor) return null;
  const chains = chainsOf(planIncludes(model, scope.include, spec.includes ?? []));
  const measured = new Map<string, number>();
  for (const { path, includes } of chains) {
    const joined = await joinedRowsOf(reader, { ...spec, includes }, signal);
    measured.set(path, joined ?? rows);
  }
  const factors = chains.map(({ path, canBeSeparate }) => {
    const above = measured.get(path.slice(0, Math.max(0, path.lastIndexOf('.')))) ?? rows;
    return { path, canBeSeparate, factor: (measured.get(path) ?? rows) / Math.max(1, above) };
  });
  const [most] = factors.sort((a, b) => b.factor - a.factor);
  const association = most?.path ?? includeNames(included)[0] ?? '';
  const canBeSeparate = most?.canBeSeparate ?? false;
  const factor = most?.factor ?? joinedRows / rows;
  const digits = (count: number): string => Math.round(count).toLocaleString('en');
  const way = canBeSeparate ? `read "${association}" with separate` : `"${association}" multiplies them`;
  const warning = `about ${digits(rows)} rows become ${digits(joinedRows)}: ${way}`;
  return { rows, joinedRows, association, factor, canBeSeparate, warning };
}

interface Chain {
  readonly path: string;
  readonly includes: readonly IncludeUse[];
  readonly canBeSeparate: boolean;
}

/** Each include that the spec asks for, with those above it and nothing beside them. */
function chainsOf({ planned }: IncludePlans, above = ''): readonly Chain[] {
  return planned.flatMap(({ use, association, isSeparate, children }): readonly Chain[] => {
    if (use === null || isSeparate) return [];
    const path = `${above}${association.as}`;
    const canBeSeparate = association.associationType === 'HasMany' && use.required !== true;
    const alone: Chain = { path, includes: [{ ...use, includes: [] }], canBeSeparate };
    const below = chainsOf(children, `${path}.`).map((chain): Chain => ({
      ...chain,
      includes: [{ ...use, includes: chain.includes }],
    }));
    return [alone, ...below];
  });
}

/** What the planner expects the statement of the first page to send. */
async function joinedRowsOf(
  reader: ModelReader,
  spec: QuerySpec,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  const relations = await searchedRelation(reader, spec);
  const read: QuerySpec = { ...spec, place: { type: 'start' } };
  const { sql } = await recordStatement(reader, read, compileSpec(read, reader.sequelize, relations));
  return topRows((await explainModelStatement(reader, spec, sql, signal)).plan);
}
