/** The evaluator of a session: opened on the first line, on the models and the database that everything else reads with. */
import type { EvaluationGround } from '../evaluation/bound-ground.ts';
import { type Evaluator, openEvaluator } from '../evaluation/open-evaluator.ts';
import type { SessionEvent } from '../session-shapes.ts';
import type { SessionEnvironment } from './environment.ts';
import type { SessionParts } from './parts.ts';
import { queriesPlace } from './queries-place.ts';

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
    onStrayTold: (lines) => emit({ type: 'code-told', lines }),
  });
}

/** Connecting comes last: what is wrong with the models is said first. */
async function groundOf(parts: SessionParts): Promise<EvaluationGround> {
  const { application, models } = await parts.application.get();
  const { sequelize } = application;
  const project = await parts.project.get();
  const savedQueries = queriesPlace(project);
  return { project, sequelize, models, database: await parts.modelDatabase(), savedQueries };
}
