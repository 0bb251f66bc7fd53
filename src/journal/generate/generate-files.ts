/** Makes the files that a request asks for, where the project has such files. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import type { ProjectPlaces } from '../../project/find-places.ts';
import { projectSequelize } from '../../project/modules/sequelize-package.ts';
import { parseAttributes } from './attributes.ts';
import type { GenerateEvent, GenerateRequest } from './generate-request.ts';
import { fileExists, initFiles, makeFolder } from './init-files.ts';
import { kebabCase } from './kebab-case.ts';
import { modelFile, tableMigration } from './model-files.ts';
import { migrationSkeleton, seederSkeleton } from './skeletons.ts';
import { timedName } from './timed-name.ts';

export interface GenerateOptions {
  readonly onEvent: (event: GenerateEvent) => void;
  /** What files are named after, in UTC. */
  readonly now?: Date;
}

/** Rejects with `file-exists`, `folder-missing`, `folder-not-empty`, `name-invalid` or `attribute-invalid`. */
export async function generateFiles(
  request: GenerateRequest,
  places: ProjectPlaces,
  { onEvent, now = new Date() }: GenerateOptions,
): Promise<void> {
  switch (request.type) {
    case 'init':
      return initFiles(request, places, onEvent);
    case 'migration': {
      await makeFolder('migrations', places.migrations, places.migrations, false, onEvent);
      const path = join(places.migrations, timedName(request.name || 'unnamed-migration', now, '.js'));
      await writeNew(path, migrationSkeleton);
      onEvent({ type: 'file-written', what: 'migration', path });
      return;
    }
    case 'drafted-migration': {
      const { folder, fileName: name, text } = request;
      await makeFolder('migrations', folder, folder, false, onEvent);
      const path = join(folder, name);
      refuseFolders(path);
      await writeFile(path, text, { flag: 'wx' }).catch((error: unknown) => {
        throw existsSync(path) ? fileTaken(path) : error;
      });
      onEvent({ type: 'file-written', what: 'migration', path });
      return;
    }
    case 'seeder': {
      await makeFolder('seeders', places.seeders, places.seeders, false, onEvent);
      const path = join(places.seeders, timedName(request.name || 'unnamed-seeder', now, '.js'));
      await writeNew(path, seederSkeleton);
      onEvent({ type: 'file-written', what: 'seed', path });
      return;
    }
    case 'model':
      return generateModel(request, places, { onEvent, now });
  }
}

/** Both texts are made before either file is. */
async function generateModel(
  { name, attributes, isUnderscored, replaces }: Extract<GenerateRequest, { type: 'model' }>,
  places: ProjectPlaces,
  { onEvent, now }: Required<GenerateOptions>,
): Promise<void> {
  for (const kind of ['models', 'migrations'] as const) {
    if (!existsSync(places[kind])) throw missingFolder(kind, places[kind]);
  }
  const modelPath = join(places.models, `${name.toLowerCase()}.js`);
  if (existsSync(modelPath) && !replaces) throw fileExists(modelPath);
  const { Sequelize } = projectSequelize({
    root: places.root,
    paths: { rc: null, config: null, models: places.models, migrations: null, seeders: null },
  });
  // Sequelize 6, lib/utils.js and lib/data-types.js; the statics are not in its types.
  const { Utils, DataTypes } = Sequelize as unknown as {
    readonly Utils: { readonly pluralize: (word: string) => string };
    readonly DataTypes: Readonly<Record<string, unknown>>;
  };
  const shape = {
    name,
    tableName: Utils.pluralize(name),
    attributes: parseAttributes(attributes, Object.keys(DataTypes)),
    isUnderscored,
  };
  const migrationPath = join(places.migrations, timedName(kebabCase(`create-${name}`), now, '.js'));
  refuseFolders(modelPath);
  refuseFolders(migrationPath);
  await writeFile(modelPath, modelFile(shape));
  await writeFile(migrationPath, tableMigration(shape));
  onEvent({ type: 'file-written', what: 'model', path: modelPath });
  onEvent({ type: 'file-written', what: 'migration', path: migrationPath });
}

async function writeNew(path: string, text: string): Promise<void> {
  refuseFolders(path);
  await writeFile(path, text);
}

/** Two drafts of one second may have one name. */
function fileTaken(path: string): ConsoleError {
  return new ConsoleError(`The file "${path}" already exists, and is left as it is.`, {
    code: 'file-exists',
    remedy: 'Give the new one another name with `--name`, or run it again: its time is a part of its name.',
  });
}

/** A slash in a name would put the file elsewhere. */
function refuseFolders(path: string): void {
  if (existsSync(dirname(path))) return;
  throw new ConsoleError(`"${path}" would lie in a folder that is not there.`, {
    code: 'name-invalid',
    remedy:
      'Choose a name without a slash; the folder is said with `--migrations-path`, `--seeders-path` or `--models-path`.',
  });
}

function missingFolder(kind: 'models' | 'migrations', path: string): ConsoleError {
  return new ConsoleError(`There is no ${kind} folder "${path}".`, {
    code: 'folder-missing',
    remedy: `Make it with \`seqscope init:${kind}\`, or name another one with \`--${kind}-path DIR\`.`,
  });
}
