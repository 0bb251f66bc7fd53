/** What a step would destroy, looked up over a connection of its own on which the server refuses to write. */
import type { StepForecast } from '../journal/forecast/forecast.ts';
import type { StepRequest } from '../journal/journal.ts';
import type { CallOptions } from '../session-shapes.ts';
import type { SessionParts } from './parts.ts';

/** A count that takes longer gives way to the planner's number. */
const questionLimitMs = 1_000;

export async function foresee(
  parts: SessionParts,
  request: StepRequest,
  { signal }: CallOptions = {},
): Promise<StepForecast> {
  const { foreseeStep } = await import('../journal/forecast/foresee-step.ts');
  const { openDatabase } = await import('../database/client.ts');
  const project = await parts.project.get();
  const { target } = await parts.database.get();
  const database = openDatabase(
    target,
    { readOnly: true, statementTimeoutMs: questionLimitMs },
    { maxConnections: 2 },
  );
  try {
    return await foreseeStep(project, request, database, { signal });
  } finally {
    await database.close();
  }
}
