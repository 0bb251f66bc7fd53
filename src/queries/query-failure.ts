/**
 * What a finder rejected with, as an error a user can mend. Reading through a model runs the project's code too (hooks, getters,
 * scopes), so an error that is neither ours nor the database's is told as the model's, its cause kept.
 */
import { databaseError } from '../database/database-error.ts';
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError } from '../errors.ts';

export function queryFailure(error: unknown, model: string, target: ConnectionTarget): Error {
  const told = databaseError(error, { target });
  if (told instanceof ConsoleError) return told;
  // lib/dialects/abstract/query-generator.js: how Sequelize meets a scope that was called without its argument.
  if (told.message.includes('invalid "undefined" value')) {
    return new ConsoleError(
      `A scope of model "${model}" was given no value for its condition: ${told.message}.`,
      {
        code: 'scope-failed',
        kind: 'usage',
        remedy: `Give the scope its arguments, as in \`--scope 'name("…")'\`; \`seqscope describe ${model}\` lists them.`,
        cause: error,
      },
    );
  }
  return new ConsoleError(`Model "${model}" could not be read: ${told.message}`, {
    code: 'model-failed',
    remedy: 'Look at the hooks, getters and scopes of the model; `--debug` shows where it came from.',
    cause: error,
  });
}
