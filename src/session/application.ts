/**
 * The application's models as a session holds them: the instance they belong to, their description, and what went wrong.
 */
import { type ErrorReport, reportError } from '../errors.ts';
import type { ConnectionOverride } from '../project/load/connection-override.ts';
import type { LoadingProcess } from '../project/modules/guard-loading.ts';
import type { Application } from '../project/load-application.ts';
import type { Project } from '../project/project.ts';
import type { ModelSummary } from '../schema/description.ts';
import { differenceOfTargets } from './compare-targets.ts';

export interface LoadedApplication {
  readonly application: Application;
  readonly models: readonly ModelSummary[];
  readonly problems: readonly ErrorReport[];
  /** True when the models connect to another database than the configuration names. */
  readonly isElsewhere: boolean;
}

/** Runs the project's code. `problems` has what did not load and, last, a disagreement about the database. */
export async function openApplication(
  project: Project,
  connection: ConnectionOverride,
  process: LoadingProcess,
): Promise<LoadedApplication> {
  const { loadApplication } = await import('../project/load-application.ts');
  const { describeModels } = await import('../schema/describe-models.ts');
  const application = await loadApplication(project, connection, process);
  const difference =
    project.target === null || application.target === null || connection.target !== null
      ? null
      : differenceOfTargets(project.target, application.target);
  return {
    application,
    models: describeModels(application.sequelize),
    problems: [...application.problems, ...(difference === null ? [] : [reportError(difference)])],
    isElsewhere: difference !== null,
  };
}
