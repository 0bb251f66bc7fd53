/** Finds and loads a project in this process. */
import { findProject } from '../../../src/project/find-project.ts';
import type { ConnectionOverride } from '../../../src/project/load/connection-override.ts';
import { type Application, loadApplication } from '../../../src/project/load-application.ts';
import type { ProjectOptions } from '../../../src/project/project.ts';
import { asTheProjectSays, projectOptions } from './options.ts';

/** Discovery and connection as the project has them, but for what is said here; the caller closes the instance. */
export async function load(
  directory: string,
  connection: Partial<ConnectionOverride> = {},
  options: Partial<ProjectOptions> = {},
): Promise<Application> {
  const project = await findProject(projectOptions(directory, options), {});
  return loadApplication(project, { ...asTheProjectSays, ...connection });
}

export function modelNames({ sequelize }: Application): readonly string[] {
  return Object.keys(sequelize.models).sort();
}

/** Runs a query and closes the instance; rows as objects. */
export async function ask(
  application: Pick<Application, 'sequelize'>,
  sql: string,
): Promise<readonly object[]> {
  const { sequelize } = application;
  try {
    const [rows] = await sequelize.query(sql);
    return rows as readonly object[];
  } finally {
    await sequelize.close();
  }
}
