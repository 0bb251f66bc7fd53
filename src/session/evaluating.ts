/** The evaluator of a session: opened on the first line, on the models and the database that everything else reads with. */
import { type EvaluationGround, type Evaluator, openEvaluator } from '../evaluation/open-evaluator.ts';
import type { SessionEvent } from '../session-shapes.ts';
import type { SessionEnvironment } from './environment.ts';
import type { SessionParts } from './parts.ts';

export function sessionEvaluator(
  parts: SessionParts,
  { interruptible }: SessionEnvironment,
  emit: (event: SessionEvent) => void,
): Evaluator {
  return openEvaluator({
    ground: () => groundOf(parts),
    interrupts: interruptible?.source ?? null,
    blocking: interruptible?.blocking ?? null,
    breaksOnSigint: interruptible !== undefined,
    onStrayTold({ stream, parts: pieces }) {
      const text = `${pieces.map(({ text: piece }) => piece).join('')}\n`;
      emit({ type: 'project-printed', stream: stream === 'out' ? 'stdout' : 'stderr', text });
    },
  });
}

/** Connecting comes last: what is wrong with the models is said first. */
async function groundOf(parts: SessionParts): Promise<EvaluationGround> {
  const { application, models } = await parts.application.get();
  const { sequelize } = application;
  return { project: await parts.project.get(), sequelize, models, database: await parts.modelDatabase() };
}
