/** The calls of a session that evaluate typed code. What does it is loaded with the first of them. */
import type { Session } from '../session.ts';
import type { SessionEvent } from '../session-shapes.ts';
import type { SessionEnvironment } from './environment.ts';
import type { SessionParts } from './parts.ts';
import { remember } from './remember.ts';

type EvaluatingCalls = Pick<Session, 'evaluate' | 'completeCode' | 'evaluatedRows' | 'reloadModels'>;

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
    async reloadModels() {
      const isReloaded = await parts.reload();
      if (isReloaded) evaluator.peek()?.rebind();
      return { isReloaded };
    },
  };
}
