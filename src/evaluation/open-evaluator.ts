/**
 * The door of this room: evaluates typed code with the project's models in scope. Names outlast a line and a reload of the models.
 * One evaluation at a time; an interruption ends the one that is under way and leaves everything else as it was.
 */
import { dirname } from 'node:path';
import { types } from 'node:util';
import { QueryInterrupted } from '../database/client/run-query.ts';
import { isGuard } from '../database/transaction/guard-statement.ts';
import { recogniseRepeats } from '../queries/statements/recognise-repeats.ts';
import type { WatchedStatement } from '../queries/statement-watch.ts';
import { type BoundGround, bindGround, type EvaluationGround } from './bound-ground.ts';
import { type CallableQueries, callableQueries } from './context/callable-queries.ts';
import { importFrom } from './context/import-from.ts';
import { toldConsole } from './context/told-console.ts';
import type { CodeCompletion, CodeCompletionRequest } from './completion/code-completion.ts';
import { dataProperty } from './data-property.ts';
import { failureReport, mistakeReport } from './evaluation-failure.ts';
import type { Evaluation, EvaluationRequest, ShownTable, ToldLine } from './evaluation.ts';
import { executedStatement } from './executed-statement.ts';
import {
  type BlockingWatch,
  CodeInterrupted,
  type GuardedRun,
  Interrupts,
  type InterruptSource,
} from './interrupting.ts';
import { shownValue } from './readable/shown-value.ts';
import { Results } from './results.ts';
import { runScript } from './run-script.ts';
import { type SandboxAction, SandboxedLines, type SandboxView } from './sandboxed-lines.ts';
import { emptyScope } from './scope.ts';
import { isSingleExpression } from './single-expression.ts';
import { parseCode } from './syntax/parse-code.ts';
import { rewriteCode } from './syntax/rewrite-code.ts';
import { placesOf } from './syntax/script-places.ts';
import { type TellLines, toldAtOnce, toldInHeaps, type Telling } from './told-pacing.ts';

export interface EvaluatorOptions {
  /** Loads the models on the first use, and again after `rebind`. */
  readonly ground: () => Promise<EvaluationGround>;
  /** Null where nobody interrupts from outside. */
  readonly interrupts: InterruptSource | null;
  readonly blocking: BlockingWatch | null;
  /** True where SIGINT is to end what runs. */
  readonly breaksOnSigint: boolean;
  /** What typed code writes with `console` when its evaluation is over. */
  readonly onStrayTold: TellLines;
}

export interface EvaluateOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told what the code writes while it runs; without it that is told with the result. */
  readonly onTold?: TellLines | undefined;
}

export interface Evaluator {
  /** Rejects only where the models cannot be loaded; what the code throws is an evaluation that failed. */
  evaluate(request: EvaluationRequest, options?: EvaluateOptions): Promise<Evaluation>;
  /** Loads the models and runs nothing of them: no getter, no query. Where they do not load, what does not need them is known. */
  complete(request: CodeCompletionRequest): Promise<CodeCompletion>;
  /** All rows of a value by its name, `$3` or `_`; null for what is no table or is gone. */
  rowsOf(name: string): Promise<ShownTable | null>;
  /** What was typed for the value of a name, where that can be said again: one expression, outside of a sandbox. */
  codeOf(name: string): string | null;
  callableQueries(): Promise<CallableQueries>;
  /** The models were loaded anew: names of the project are those of now on the next line, what was typed stays. */
  rebind(): void;
  /** Opens, looks at and ends a transaction that holds all that lines do. Loads the models where they are not there yet. */
  sandbox(action: SandboxAction): Promise<SandboxView>;
  hasSandbox(): boolean;
}

interface Running extends GuardedRun {
  readonly told: ToldLine[];
  /** Null where it is told with the result. */
  readonly telling: Telling | null;
  isOver: boolean;
}

export function openEvaluator(options: EvaluatorOptions): Evaluator {
  const scope = emptyScope();
  const results = new Results(scope);
  const sandboxed = new SandboxedLines();
  const interrupts = new Interrupts(options.interrupts, options.blocking);
  const runs = new Map<number, Running>();
  // A script in this process is heard whole, and in the order of what else it writes.
  const pacing = options.interrupts === null ? toldAtOnce : toldInHeaps;
  const strayTelling = pacing(options.onStrayTold);
  let binding: Promise<BoundGround> | null = null;
  let lineCount = 0;

  const console = toldConsole((line) => {
    const running = runs.get(interrupts.current()?.id ?? 0);
    if (running === undefined || running.isOver) strayTelling.add(line);
    else if (running.telling === null) running.told.push(line);
    else running.telling.add(line);
  });

  async function bind(): Promise<BoundGround> {
    const made = await bindGround(await options.ground());
    for (const { name, value } of made.names.bindings) scope[name] = value;
    scope['console'] = console;
    return made;
  }

  function bound(): Promise<BoundGround> {
    const started = (binding ??= bind());
    // What failed is tried again.
    started.catch(() => {
      if (binding === started) binding = null;
    });
    return started;
  }

  async function evaluate(
    request: EvaluationRequest,
    { signal, onTold }: EvaluateOptions,
  ): Promise<Evaluation> {
    const { code, file = null } = request;
    const startedAt = performance.now();
    const parsed = await parseCode(code);
    if (parsed.type === 'mistake') {
      if (parsed.isIncomplete && file === null) return { status: 'incomplete' };
      const report = mistakeReport(parsed, code, file);
      return {
        status: 'failed',
        report,
        statements: [],
        notices: [],
        told: [],
        durationMs: performance.now() - startedAt,
      };
    }
    const { ground, watcher, show, names } = await bound();
    // A query that was saved meanwhile is there by the line that names it.
    if (code.includes(names.queries.name)) names.queries.refresh();
    const { root } = ground.project;
    const rewritten = rewriteCode(parsed.program, parsed.code);
    lineCount += 1;
    const filename = file ?? `typed-${String(lineCount)}`;
    if (file !== null)
      Object.assign(scope, { __filename: file, __dirname: dirname(file), argv: request.argv ?? [] });
    const telling = onTold === undefined ? null : pacing(onTold);
    const run: Running = { id: request.id, isInterrupted: false, told: [], telling, isOver: false };
    runs.set(run.id, run);
    const onAbort = (): void => interrupts.interrupt(run);
    signal?.addEventListener('abort', onAbort, { once: true });
    const work = async (): Promise<Outcome> => {
      try {
        const given = runScript(rewritten, {
          scope,
          guard: interrupts.guard,
          importFrom: importFrom(root, file === null ? root : dirname(file)),
          filename,
          sigint: options.breaksOnSigint ? interrupts.reach(run) : null,
        });
        return { type: 'value', value: isThenable(given) ? await given : given };
      } catch (error) {
        return isInterruption(error) ? { type: 'interrupted' } : { type: 'error', error };
      }
    };
    let outcome: Outcome;
    let statements: readonly WatchedStatement[] = [];
    const ranAt = performance.now();
    try {
      const watched = await sandboxed.line(
        () => watcher.watch(() => interrupts.run(run, work), signal),
        ({ value }) => value.type === 'value',
        signal,
      );
      outcome = watched.value;
      statements = watched.statements.filter(({ sql }) => !isGuard(sql));
    } catch (error) {
      if (!isInterruption(error)) throw error;
      outcome = { type: 'interrupted' };
    }
    const base = {
      statements: statements.map(executedStatement),
      notices: recogniseRepeats(statements, ground.models).map(({ text }) => text),
      told: run.told,
      durationMs: performance.now() - ranAt,
    };
    signal?.removeEventListener('abort', onAbort);
    run.isOver = true;
    telling?.flush();
    runs.delete(run.id);
    if (outcome.type === 'interrupted' || run.isInterrupted) {
      run.isInterrupted = true;
      return { ...base, status: 'interrupted' };
    }
    results.noteAssigned([...rewritten.declared, ...rewritten.assigned]);
    const typedPlace = placesOf(rewritten, parsed);
    const context = { code, file, filename, target: ground.database.target, typedPlace };
    if (outcome.type === 'error') {
      results.keepError(outcome.error);
      return { ...base, status: 'failed', report: failureReport(outcome.error, context) };
    }
    const { value } = outcome;
    let json: string | undefined;
    if (request.withJson === true) {
      try {
        json = jsonOf(value);
      } catch (error) {
        return { ...base, status: 'failed', report: failureReport(error, context) };
      }
    }
    const shown = shownValue(value, show);
    const given = isSingleExpression(parsed.program) ? code : null;
    return { ...base, status: 'done', value: shown, name: results.keep(value, given), json };
  }

  return {
    evaluate: (request, evaluateOptions = {}) => evaluate(request, evaluateOptions),
    async complete(request) {
      const { completeCode } = await import('./completion/complete-code.ts');
      const isCommand = /^\s*\.[a-z]*$/i.test(request.text);
      const known = isCommand ? null : await bound().catch(() => null);
      if (known === null) return completeCode(request, { scope, bindings: [], sequelize: null });
      const { names, ground } = known;
      if (request.text.includes(names.queries.name)) names.queries.refresh();
      return completeCode(request, { scope, bindings: names.bindings, sequelize: ground.sequelize });
    },
    async rowsOf(name) {
      if (binding === null || !(name in scope)) return null;
      const { show } = await binding;
      const shown = shownValue(scope[name], { ...show, rowLimit: Number.POSITIVE_INFINITY });
      return shown.type === 'table' ? shown : null;
    },
    codeOf: (name) => (sandboxed.isOpen ? null : results.codeOf(name)),
    async callableQueries() {
      const { names, ground } = await bound();
      const { listSavedQueries } = await import('../queries/saved-queries/run-saved-query.ts');
      return callableQueries(names.queries, await listSavedQueries(ground.savedQueries));
    },
    rebind() {
      binding = null;
    },
    hasSandbox: () => sandboxed.isOpen,
    sandbox: (action) => sandboxed.act(action, async () => (await bound()).ground),
  };
}

type Outcome =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'interrupted' };

/** As the application itself would send it; what JSON has no number for is text. */
function jsonOf(value: unknown): string {
  const text = JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'bigint' ? String(item) : item,
  ) as string | undefined;
  return text ?? 'null';
}

/** Asked without running a getter, or the handler of a proxy. */
function isThenable(value: unknown): boolean {
  return types.isPromise(value) || typeof dataProperty(value, 'then') === 'function';
}

/** The guards' own, V8's after SIGINT, and that of a query that was cancelled because of it. */
function isInterruption(error: unknown): boolean {
  if (error instanceof CodeInterrupted || error instanceof QueryInterrupted) return true;
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';
}
