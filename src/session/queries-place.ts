/** Where a project keeps its saved queries: what its settings say, or `queries` at its root. */
import { join } from 'node:path';
import type { Project } from '../project/project.ts';
import type { SavedQueriesPlace } from '../queries/saved-queries/run-saved-query.ts';

export function queriesPlace({ root, queriesPath = join(root, 'queries') }: Project): SavedQueriesPlace {
  return { root, folder: queriesPath };
}
