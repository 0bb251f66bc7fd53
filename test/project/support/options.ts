/** Ways to ask for a project that tests share: the fixtures on disk, options with everything left to discovery. */
import { resolve } from 'node:path';
import type { ConnectionOverride } from '../../../src/project/load/connection-override.ts';
import type { ProjectOptions } from '../../../src/project/project.ts';

/** A project of test/fixtures/projects. */
export function fixture(name: string): string {
  return resolve(import.meta.dirname, '../../fixtures/projects', name);
}

export function projectOptions(directory: string, options: Partial<ProjectOptions> = {}): ProjectOptions {
  return {
    directory,
    isExplicit: false,
    environment: null,
    url: null,
    configPath: null,
    modelsPath: null,
    migrationsPath: null,
    seedersPath: null,
    optionsPath: null,
    envFile: null,
    ...options,
  };
}

/** Follows the project, writes allowed, statements unheard. */
export const asTheProjectSays: ConnectionOverride = {
  target: null,
  mode: { readOnly: false, statementTimeoutMs: null },
  onStatement: () => undefined,
};
