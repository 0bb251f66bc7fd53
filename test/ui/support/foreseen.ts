/** Answers the look ahead of a step, as a session would. */
import type { EntryForecast, StepForecast } from '../../../src/journal/forecast/forecast.ts';
import type { StepRequest } from '../../../src/journal/journal.ts';
import type { Effect } from '../../../src/ui/effects.ts';
import type { TestConsole } from './console.ts';

export function forecastOf(
  name: string,
  direction: 'up' | 'down',
  said: Partial<EntryForecast> = {},
): EntryForecast {
  return { name, direction, losses: [], doubts: [], ...said };
}

/** Takes the effects; gives the request that was to be foreseen. */
export function answerForecast(console: TestConsole, forecast: StepForecast): StepRequest {
  const effect = console
    .takeEffects()
    .find((asked): asked is Extract<Effect, { type: 'foresee-step' }> => asked.type === 'foresee-step');
  if (effect === undefined) throw new Error('Nothing was to be foreseen.');
  const { requestId, request } = effect;
  console.send({ type: 'step-foreseen', requestId, request, forecast });
  return request;
}
