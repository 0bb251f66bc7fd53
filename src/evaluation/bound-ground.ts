/** What lines are evaluated on: the loaded models, how their statements are watched, and the names that begin in scope. */
import type { Model, Sequelize } from 'sequelize';
import type { Database } from '../database/client.ts';
import type { Project } from '../project/project.ts';
import { relationFinder } from '../queries/find-relation.ts';
import type { SavedQueriesPlace } from '../queries/saved-queries/run-saved-query.ts';
import { type StatementWatcher, watchStatements } from '../queries/statement-watch.ts';
import type { ModelSummary } from '../schema/description.ts';
import { type Bindings, makeBindings } from './context/bindings.ts';
import type { ShowOptions } from './readable/shown-value.ts';
import { shortNames } from './readable/short-names.ts';

export interface EvaluationGround {
  readonly project: Project;
  readonly sequelize: Sequelize;
  readonly models: readonly ModelSummary[];
  readonly database: Database;
  readonly savedQueries: SavedQueriesPlace;
}

export interface BoundGround {
  readonly ground: EvaluationGround;
  readonly watcher: StatementWatcher;
  readonly show: ShowOptions;
  readonly names: Bindings;
}

/** Rows that cross to a face at once. */
const shownRows = 1_000;

/** Hooks are added once for the life of an instance. */
const watchers = new WeakMap<Sequelize, StatementWatcher>();

/** Rejects with what the project's own additions to the names reject with. */
export async function bindGround(ground: EvaluationGround): Promise<BoundGround> {
  const { project, sequelize, database } = ground;
  const names = await makeBindings({
    root: project.root,
    sequelize,
    target: database.target,
    relations: relationFinder(database),
    place: ground.savedQueries,
    modelsPath: project.paths.models,
    extension: project.replContext,
  });
  // The project's own class of instances, whatever copy of Sequelize it has.
  const { Model: ModelClass } = sequelize.constructor as unknown as { readonly Model: typeof Model };
  const isInstance = (value: unknown): value is Model => value instanceof ModelClass;
  const show = { isInstance, shortNameOf: shortNames(sequelize, ModelClass), rowLimit: shownRows };
  return { ground, watcher: watcherOf(sequelize, database), show, names };
}

function watcherOf(sequelize: Sequelize, database: Database): StatementWatcher {
  const known = watchers.get(sequelize);
  if (known !== undefined) return known;
  const made = watchStatements(sequelize, (processId) => database.cancelBackend(processId));
  watchers.set(sequelize, made);
  return made;
}
