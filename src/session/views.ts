/** The saved views of the session's project: where they lie, and what is done to them. Nothing connects for it. */
import { homedir } from 'node:os';
import { configDirectory } from '../project/locate/remembered-project.ts';
import type { SavedView } from '../queries/views/saved-view.ts';
import { deleteView, readViews, saveView, viewFile } from '../queries/views/view-file.ts';
import type { SessionEnvironment } from './environment.ts';
import type { SessionParts } from './parts.ts';

interface Place {
  readonly file: string;
  readonly root: string;
}

export async function listViews(
  parts: SessionParts,
  environment: SessionEnvironment,
): Promise<readonly SavedView[]> {
  return readViews((await placeOf(parts, environment)).file);
}

/** Resolves to all that are saved then. */
export async function keepView(
  parts: SessionParts,
  environment: SessionEnvironment,
  view: SavedView,
): Promise<readonly SavedView[]> {
  const { file, root } = await placeOf(parts, environment);
  return saveView(file, root, view);
}

/** Resolves to those that are left. */
export async function dropView(
  parts: SessionParts,
  environment: SessionEnvironment,
  view: Pick<SavedView, 'source' | 'name'>,
): Promise<readonly SavedView[]> {
  const { file, root } = await placeOf(parts, environment);
  return deleteView(file, root, view);
}

async function placeOf(parts: SessionParts, { variables }: SessionEnvironment): Promise<Place> {
  const { root } = await parts.project.get();
  return { file: viewFile(configDirectory(variables, homedir()), root), root };
}
