/** Runs a rewritten script in this process's own realm, with the names of a session around it. */
import { Script } from 'node:vm';
import { hiddenNames, type RewrittenCode } from './syntax/rewrite-code.ts';
import type { Scope } from './scope.ts';

/**
 * Both are called within the reach of SIGINT, first and last. A signal outside of it ends the process, or the script after it: Node's
 * watchdog gives SIGINT its default effect when it stops, and finds what was posted meanwhile when it starts (src/node_watchdog.cc).
 */
export interface SigintReach {
  readonly enter: () => void;
  readonly leave: () => void;
}

export interface ScriptSurroundings {
  readonly scope: Scope;
  readonly guard: () => void;
  readonly importFrom: (specifier: unknown) => Promise<unknown>;
  /** What stack frames call the script. */
  readonly filename: string;
  /** Where SIGINT is to end the part that runs at once; null where it has its usual effect. */
  readonly sigint: SigintReach | null;
}

/**
 * The completion value, or with `isAsync` a promise of it. Throws what the code throws, and Node's
 * ERR_SCRIPT_EXECUTION_INTERRUPTED after SIGINT.
 */
export function runScript(code: RewrittenCode, surroundings: ScriptSurroundings): unknown {
  const { scope, guard, importFrom, filename, sigint } = surroundings;
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
  const run = (): unknown => script.runInThisContext({ displayErrors: false });
  try {
    return sigint === null ? run() : runWithin(sigint, run);
  } finally {
    Reflect.deleteProperty(globalThis, hiddenNames.frame);
  }
}

const reachable = new Script(`${hiddenNames.run}()`, { filename: 'node:seqscope' });

function runWithin({ enter, leave }: SigintReach, run: () => unknown): unknown {
  const value = (): unknown => {
    enter();
    try {
      return run();
    } finally {
      leave();
    }
  };
  Object.defineProperty(globalThis, hiddenNames.run, { value, configurable: true });
  try {
    return reachable.runInThisContext({ breakOnSigint: true, displayErrors: false });
  } finally {
    Reflect.deleteProperty(globalThis, hiddenNames.run);
  }
}
