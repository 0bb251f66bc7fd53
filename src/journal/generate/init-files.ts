/** `init`: the folders and first files of a project. What is there is kept, unless it is to be replaced. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rmdir, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import { displayPath } from '../../project/files/file-system.ts';
import type { ProjectPlaces } from '../../project/find-places.ts';
import type { FolderName, GenerateEvent, GenerateRequest } from './generate-request.ts';
import { configSkeleton, modelsIndex } from './skeletons.ts';

type Emit = (event: GenerateEvent) => void;

/** In sequelize-cli's order. Rejects with `file-exists`; what was made before stays. */
export async function initFiles(
  { parts, replaces }: Extract<GenerateRequest, { type: 'init' }>,
  places: ProjectPlaces,
  emit: Emit,
): Promise<void> {
  if (parts.includes('config')) await writeConfig(places, replaces, emit);
  if (parts.includes('models')) {
    await makeFolder('models', places.models, places.modelsAsWritten, replaces, emit);
    await writeModelsIndex(places, replaces);
  }
  for (const kind of ['migrations', 'seeders'] as const) {
    if (parts.includes(kind)) await makeFolder(kind, places[kind], places[kind], replaces, emit);
  }
}

/** Makes a folder, or finds it there. With `replaces` the files that are in it are deleted first. */
export async function makeFolder(
  folder: FolderName,
  path: string,
  shownPath: string,
  replaces: boolean,
  emit: Emit,
): Promise<void> {
  if (replaces && existsSync(path)) {
    emit({ type: 'folder-condemned', folder });
    await deleteFolder(path);
    emit({ type: 'folder-deleted', folder });
  }
  if (existsSync(path)) {
    emit({ type: 'folder-found', folder, path: shownPath });
    return;
  }
  await mkdir(path, { recursive: true });
  emit({ type: 'folder-made', folder, path: shownPath });
}

/** Nothing is deleted where not everything can be. */
async function deleteFolder(path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true });
  const inner = entries.find((entry) => entry.isDirectory());
  if (inner !== undefined) {
    throw new ConsoleError(`"${path}" holds the folder "${inner.name}", which \`--force\` does not delete.`, {
      code: 'folder-not-empty',
      remedy: `Move "${join(path, inner.name)}" away, or delete it, and run the command again.`,
    });
  }
  for (const { name } of entries) await unlink(join(path, name));
  await rmdir(path);
}

async function writeConfig({ root, config }: ProjectPlaces, replaces: boolean, emit: Emit): Promise<void> {
  const shown = displayPath(config, root);
  if (existsSync(config) && !replaces) throw fileExists(shown);
  await mkdir(dirname(config), { recursive: true });
  await writeFile(config, configSkeleton());
  emit({ type: 'config-written', path: shown });
}

async function writeModelsIndex({ models, config }: ProjectPlaces, replaces: boolean): Promise<void> {
  const path = join(models, 'index.js');
  if (existsSync(path) && !replaces) throw fileExists(path);
  await writeFile(path, modelsIndex(relative(models, config).split(sep).join('/')));
}

/** The file is left as it is. */
export function fileExists(path: string): ConsoleError {
  return new ConsoleError(`The file "${path}" already exists.`, {
    code: 'file-exists',
    remedy: 'Add `--force` to replace it.',
  });
}
