/** Runs a rewritten script in this process's own realm, with the names of a session around it. */
import { Script } from 'node:vm';
import { hiddenNames, type RewrittenCode } from './syntax/rewrite-code.ts';
import type { Scope } from './scope.ts';

export interface ScriptSurroundings {
  readonly scope: Scope;
  readonly guard: () => void;
  readonly importFrom: (specifier: unknown) => Promise<unknown>;
  /** What stack frames call the script. */
  readonly filename: string;
  /** True where SIGINT is to end the part that runs at once. */
  readonly breaksOnSigint: boolean;
}

/**
 * The completion value, or with `isAsync` a promise of it. Throws what the code throws, and Node's
 * ERR_SCRIPT_EXECUTION_INTERRUPTED after SIGINT.
 */
export function runScript(code: RewrittenCode, surroundings: ScriptSurroundings): unknown {
  const { scope, guard, importFrom, filename, breaksOnSigint } = surroundings;
  for (const name of code.declared) if (!(name in scope)) scope[name] = undefined;
  for (const name of code.assigned) {
    if (!(name in scope) && !(name in globalThis)) scope[name] = undefined;
  }
  const script = new Script(code.script, { filename });
  const frame = {
    [hiddenNames.scope]: scope,
    [hiddenNames.guard]: guard,
    [hiddenNames.importFrom]: importFrom,
  };
  Object.defineProperty(globalThis, hiddenNames.frame, { value: frame, configurable: true });
  try {
    return script.runInThisContext({ breakOnSigint: breaksOnSigint, displayErrors: false }) as unknown;
  } finally {
    Reflect.deleteProperty(globalThis, hiddenNames.frame);
  }
}
