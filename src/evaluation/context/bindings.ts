/** The names that a session begins with: the models, what queries are made with, the project's own exports, what its config adds. */
import { stat } from 'node:fs/promises';
import type { Model, ModelStatic } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import { firstFile } from '../../project/files/file-system.ts';
import { indexNames } from '../../project/load/model-files.ts';
import { importModule } from '../../project/modules/import-module.ts';
import type { SavedRowsGround } from '../../queries/saved-queries/saved-rows.ts';
import { exportedValues, isRecord } from '../../project/modules/module-values.ts';
import { requireFrom } from './import-from.ts';
import { passwordsOf } from './passwords.ts';
import { bindSavedQueries, type BoundQueries } from './saved-queries.ts';
import { sqlTag } from './sql-tag.ts';

export interface BindingSource extends SavedRowsGround {
  readonly root: string;
  /** The folder or the index of the models, absolute; null without one. */
  readonly modelsPath: string | null;
  /** What `repl.context` in seqscope.config says; undefined where it says nothing. */
  readonly extension: unknown;
}

export interface Binding {
  readonly name: string;
  readonly value: unknown;
  readonly kind: BindingKind;
}

export type BindingKind = 'model' | 'sequelize' | 'function' | 'queries' | 'project' | 'config';

export interface Bindings {
  readonly bindings: readonly Binding[];
  readonly queries: BoundQueries;
}

/** A name that comes twice is what comes last. Rejects with `repl-context-failed`; what the project's index does is its own affair. */
export async function makeBindings(source: BindingSource): Promise<Bindings> {
  const { sequelize, root } = source;
  const { models } = sequelize;
  // The class an instance was made with has what queries are written with (lib/sequelize.js).
  const Class = sequelize.constructor as unknown as Readonly<Record<string, unknown>>;
  const { hash, verify } = passwordsOf(root);
  const of = (kind: BindingKind, values: Readonly<Record<string, unknown>>): readonly Binding[] =>
    Object.entries(values).map(([name, value]) => ({ name, value, kind }));
  const { Op, DataTypes, QueryTypes } = Class;
  const bindings = [
    ...(await projectExports(source)),
    ...of('sequelize', { sequelize, Sequelize: Class, Op, DataTypes, QueryTypes }),
    ...of('sequelize', { queryInterface: sequelize.getQueryInterface() }),
    ...of('function', { sql: sqlTag(sequelize), hash, verify, require: requireFrom(root) }),
    ...of('model', models),
    ...of('config', await extensionOf(source.extension, models)),
  ];
  const queries = bindSavedQueries(source, new Set(bindings.map(({ name }) => name)));
  return { bindings: [...of('queries', { [queries.name]: queries.value }), ...bindings], queries };
}

/** What the index of the models exports beside them. */
async function projectExports({ root, modelsPath }: BindingSource): Promise<readonly Binding[]> {
  if (modelsPath === null) return [];
  try {
    const isFolder = (await stat(modelsPath)).isDirectory();
    const index = isFolder ? firstFile(modelsPath, indexNames) : modelsPath;
    if (index === null) return [];
    // It has been run: this is the same module again.
    const exported = exportedValues(await importModule(index, { root }));
    return exported
      .filter(({ name }) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && name !== 'default')
      .map(({ name, value }) => ({ name, value, kind: 'project' }));
  } catch {
    return [];
  }
}

async function extensionOf(
  extension: unknown,
  models: Readonly<Record<string, ModelStatic<Model>>>,
): Promise<Readonly<Record<string, unknown>>> {
  if (extension === undefined || extension === null) return {};
  try {
    const given: unknown =
      typeof extension === 'function' ? await Reflect.apply(extension, undefined, [models]) : extension;
    if (isRecord(given)) return given;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw contextFailed(`"repl.context" of seqscope.config failed: ${why}`, error);
  }
  throw contextFailed('"repl.context" of seqscope.config gives no object.', undefined);
}

function contextFailed(message: string, cause: unknown): ConsoleError {
  return new ConsoleError(message, {
    code: 'repl-context-failed',
    kind: 'usage',
    remedy: 'Make it an object of names, or a function of the models that returns one.',
    cause,
  });
}
