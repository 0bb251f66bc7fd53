/** What a project is written in, by its models: what is written for it is written in that. */
import { readdirSync } from 'node:fs';
import type { ProjectPaths } from '../project/project.ts';

const typescript = /(?<!\.d)\.[cm]?tsx?$/;

export function projectLanguage({ models }: Pick<ProjectPaths, 'models'>): 'typescript' | 'javascript' {
  if (models === null) return 'javascript';
  return namesIn(models).some((name) => typescript.test(name)) ? 'typescript' : 'javascript';
}

/** The files of a folder, or the one file that it is. */
function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [path];
  }
}
