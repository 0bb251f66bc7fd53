/** Where a new migration goes: the folder that is in use, or the one that would be. */
import type { Project } from '../project/project.ts';
import type { SessionOptions } from '../session-shapes.ts';
import type { SessionEnvironment } from './environment.ts';

/** Absolute, there or not. */
export async function migrationsFolder(
  project: Project,
  options: SessionOptions,
  { variables, applyVariables }: SessionEnvironment,
): Promise<string> {
  if (project.paths.migrations !== null) return project.paths.migrations;
  const { findPlaces } = await import('../project/find-places.ts');
  return (await findPlaces(options.project, variables, applyVariables, { isNew: false })).migrations;
}
