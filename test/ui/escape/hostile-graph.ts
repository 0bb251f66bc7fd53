/** The schema and the screens that are made of it, with hostile text wherever somebody else wrote it. */
import type { ModelSummary, SchemaDescription } from '../../../src/schema/description.ts';
import type { GraphScreen } from '../../../src/ui/screens/graph/state.ts';
import type { HostileSource } from './hostile-parts.ts';
import { describedAlone } from '../../support/model-pieces.ts';

/** Models that are tied to one another by hostile names. */
export function hostileSchema({ text }: HostileSource, models: readonly ModelSummary[]): SchemaDescription {
  const [hub, ...others] = models;
  if (hub === undefined) return { models: [], tables: [], modelProblem: null, tableProblem: null };
  const belonging = others.slice(0, 8).map((model): ModelSummary => {
    const [, key] = model.attributes;
    const association = {
      name: text(),
      type: 'belongsTo' as const,
      target: hub.name,
      foreignKey: key?.name ?? text(),
      sourceKey: key?.name ?? text(),
      targetKey: hub.attributes[0]?.name ?? text(),
      through: null,
      otherKey: null,
      isSingular: true,
    };
    return { ...model, associations: [association] };
  });
  const referring = belonging.slice(0, 3).map(({ name }) => ({
    name: text(),
    type: 'belongsTo' as const,
    target: name,
    foreignKey: text(),
    sourceKey: text(),
    targetKey: text(),
    through: null,
    otherKey: null,
    isSingular: true,
  }));
  const all = [{ ...hub, associations: referring }, ...belonging, ...others.slice(8)];
  return {
    models: describedAlone(all),
    tables: [],
    modelProblem: null,
    tableProblem: null,
  };
}

export function hostileGraph({ random }: HostileSource, { models }: SchemaDescription): GraphScreen {
  const [hub, first] = models;
  const zoom = (['near', 'far', 'clusters'] as const)[random(3)] ?? 'near';
  const near = first?.model.name ?? '';
  return {
    type: 'graph',
    id: 2,
    centre: hub?.model.name ?? null,
    zoom,
    cursor: random(2) === 0 ? { side: 'centre' } : { side: 'right', near, far: null },
    remembered: { left: null, right: null },
    cluster: random(2) === 0 ? null : (hub?.model.name ?? null),
    tile: 0,
  };
}
