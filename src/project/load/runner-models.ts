/**
 * The model in which a project's own migration runner keeps its journal: it must be there before every other one, so
 * applications define it in the runner, the index of the migrations folder, and not among their models.
 */
import { firstFile } from '../files/file-system.ts';
import { importModule } from '../modules/import-module.ts';
import { adoptExports, type AdoptionSource } from './adopt-exports.ts';
import { sourceText } from '../locate/source-files.ts';
import { functionParameters } from '../modules/function-parameters.ts';
import { exportedValues, isClass } from '../modules/module-values.ts';
import { indexNames } from './model-files.ts';

const initialiser = /^(?:init|initialise|initialize|setup)(?:Model)?$/;

/**
 * Sets the runner's model up when the index of the migrations defines one and exports what does it: `init(app)`,
 * `setup(sequelize)`. Whatever may run migrations is not called. Never rejects: a runner may want more of its application
 * than there is.
 */
export async function adoptRunner(
  migrations: string | null,
  adoptionOf: (file: string) => AdoptionSource,
  root: string,
): Promise<void> {
  const index = migrations === null ? null : firstFile(migrations, indexNames);
  const source = index === null ? null : sourceText(index);
  if (index === null || source === null) return;
  if (!/\bextends\s+(?:[\w$]+\.)?Model\b|\.define\(/.test(source)) return;
  if (!/\b(?:init|initialise|initialize|setup)(?:Model)?\b/.test(source)) return;
  try {
    await adoptExports(initialisersOf(await importModule(index, { root })), adoptionOf(index));
  } catch {
    // What failed is none of the models' business.
  }
}

function initialisersOf(module: unknown): Readonly<Record<string, unknown>> {
  const initialisers: Record<string, unknown> = {};
  for (const { name, value } of exportedValues(module)) {
    if (typeof value !== 'function' || isClass(value) || !initialiser.test(value.name)) continue;
    // A function that is no class; only its source is read.
    if (functionParameters(value as () => unknown).length === 1) initialisers[name] = value;
  }
  return initialisers;
}
