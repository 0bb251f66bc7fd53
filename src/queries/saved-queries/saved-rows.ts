/** What a saved query gives to code that calls it: the records of what it says to read, or what it read itself. */
import type { Sequelize } from 'sequelize';
import type { ConnectionTarget } from '../../database/target.ts';
import type { RelationFinder } from '../find-relation.ts';
import { groupedValue, isGrouped } from '../grouping/grouped-columns.ts';
import { compileGroups } from '../grouping/group-model.ts';
import { findRows } from '../model-reader.ts';
import { plainValue } from '../plain-value.ts';
import type { QuerySpec } from '../query-spec.ts';
import { compileWithRelation } from '../read-model.ts';
import { describedSpec, isDescribed } from './described-spec.ts';
import { callSavedQuery, type SavedQueriesPlace } from './run-saved-query.ts';
import type { ParamValues } from './saved-query.ts';

export interface SavedRowsGround {
  readonly place: SavedQueriesPlace;
  readonly sequelize: Sequelize;
  readonly relations: RelationFinder;
  readonly target: ConnectionTarget;
}

/**
 * Instances, plain rows for groups, or whatever the query itself gives. Its statements are those of the caller: nothing is watched
 * here. Rejects as `runSavedQuery` does.
 */
export async function savedRows(
  ground: SavedRowsGround,
  name: string,
  given: ParamValues,
  example?: (param: string, value: string) => string,
): Promise<unknown> {
  const value = await callSavedQuery(ground.place, ground, name, given, example);
  return isDescribed(value) ? rowsOf(describedSpec(name, value, ground.sequelize), ground) : value;
}

async function rowsOf(spec: QuerySpec, ground: SavedRowsGround): Promise<readonly unknown[]> {
  if (!isGrouped(spec)) {
    const { compiled } = await compileWithRelation(ground, spec);
    return findRows(compiled, compiled.statementOptions);
  }
  const { compiled, columns } = await compileGroups(ground, spec);
  const rows = await findRows(compiled, compiled.statementOptions);
  return rows.map((row) =>
    Object.fromEntries(
      columns.map((column) => {
        const { name } = column.page;
        return [name, groupedValue(column, plainValue(Reflect.get(row, name)))];
      }),
    ),
  );
}
