/** The calls of a session that evaluate typed code. What does it is loaded with the first of them. */
import { ConsoleError } from '../errors.ts';
import type { Session } from '../session.ts';
import type { SessionEvent } from '../session-shapes.ts';
import type { SessionEnvironment } from './environment.ts';
import type { SessionParts } from './parts.ts';
import { remember } from './remember.ts';

type EvaluatingCalls = Pick<
  Session,
  | 'evaluate'
  | 'completeCode'
  | 'evaluatedRows'
  | 'evaluatedSpec'
  | 'callableQueries'
  | 'reloadModels'
  | 'sandbox'
>;

export function evaluatingCalls(
  parts: SessionParts,
  environment: SessionEnvironment,
  emit: (event: SessionEvent) => void,
): EvaluatingCalls {
  const evaluator = remember(async () => {
    const { sessionEvaluator } = await import('./evaluating.ts');
    return sessionEvaluator(parts, environment, emit);
  });
  return {
    evaluate: async (request, options) => (await evaluator.get()).evaluate(request, options),
    completeCode: async (request) => (await evaluator.get()).complete(request),
    evaluatedRows: async (name) => (await evaluator.get()).rowsOf(name),
    async evaluatedSpec(name) {
      const code = evaluator.peek()?.codeOf(name) ?? null;
      if (code === null || !/\bfindAll\b/.test(code)) return null;
      const queries = await parts.queries({ type: 'model', name: '' });
      const read = await queries.specFromCode(code).catch(() => null);
      // What is done with the rows afterwards is a warning.
      return read === null || read.warnings.length > 0 ? null : read.spec;
    },
    callableQueries: async () => (await evaluator.get()).callableQueries(),
    sandbox: async (action) => (await evaluator.get()).sandbox(action),
    async reloadModels() {
      if (evaluator.peek()?.hasSandbox() === true) throw sandboxIsOpen();
      const isReloaded = await parts.reload();
      if (isReloaded) evaluator.peek()?.rebind();
      return { isReloaded };
    },
  };
}

/** Its connection belongs to the models that would go. */
function sandboxIsOpen(): ConsoleError {
  return new ConsoleError('The models cannot be loaded again while a sandbox is open.', {
    code: 'sandbox-open',
    kind: 'usage',
    remedy: 'End it with ".commit" or ".rollback" first.',
  });
}
