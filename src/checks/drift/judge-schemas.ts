/**
 * Drift's own judgement between a database and its models, for the migration that is drafted from models: it changes what drift lists,
 * and nothing else.
 */
import type { ScratchWays } from '../../database/scratch/scratch-database.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import type { Judge, JudgedSubject, Judgement, KeyVerdict } from '../../journal/from-models/judgement.ts';
import { tableKey, type TableName } from '../../journal/from-models/schema-state.ts';
import { type Aspect, aspectId, disagreement } from './aspect.ts';
import { tableAspects } from './compare-tables.ts';
import { judgeWordings } from './judge-wordings.ts';
import { modelNotes } from './model-notes.ts';
import { sideSchema } from './side-schema.ts';

export interface JudgeSurroundings extends ScratchWays {
  readonly target: ConnectionTarget;
  /** True where models did not load: what they may have said is not missing. */
  readonly isIncomplete: boolean;
  /** The differences to look at, by drift's ids; null for all. What differs only later counts as well. */
  readonly differences: readonly string[] | null;
}

export function openJudge({ target, isIncomplete, differences, ...scratch }: JudgeSurroundings): Judge {
  let leftOut: ReadonlySet<string> | null = null;
  return async (live, models, isSpared) => {
    const schemas = [
      sideSchema('models', models.snapshot, isSpared),
      sideSchema('database', live, isSpared),
    ] as const;
    const aspects = tableAspects(schemas, modelNotes(models, isIncomplete));
    const differing = aspects.filter((aspect) => disagreement(aspect) !== null);
    const judged = (await judgeWordings(differing, target, live, scratch)).filter(
      (aspect) => disagreement(aspect) !== null,
    );
    const asked = differences === null ? null : new Set(differences);
    leftOut ??= new Set(
      judged.map((aspect) => aspectId(aspect)).filter((id) => asked !== null && !asked.has(id)),
    );
    const without = leftOut;
    return judgementOf(
      aspects,
      judged.filter((aspect) => !without.has(aspectId(aspect))),
    );
  };
}

function judgementOf(aspects: readonly Aspect[], differing: readonly Aspect[]): Judgement {
  const differs = new Set(
    differing
      .filter(({ keys }) => keys === undefined)
      .map(({ subject, schema, table, name }) => thingKey(subject, { schema, table: table ?? '' }, name)),
  );
  const verdicts = new Map<string, KeyVerdict>();
  const note = (all: readonly Aspect[], of: (aspect: Aspect) => KeyVerdict) => {
    for (const aspect of all)
      for (const { side, object } of aspect.keys ?? [])
        verdicts.set(
          JSON.stringify([side, object.schema, object.table, object.type, object.name]),
          of(aspect),
        );
  };
  note(aspects, ({ claims }) => (claims.models === undefined ? 'unsaid' : 'agrees'));
  note(differing, () => 'differs');
  return {
    differs: (subject, place, column) => differs.has(thingKey(subject, place, column)),
    keyVerdict: (side, { schema, table }, type, name) =>
      verdicts.get(JSON.stringify([side, schema, table, type, name])) ?? 'unsaid',
  };
}

function thingKey(subject: Aspect['subject'] | JudgedSubject, place: TableName, name: string | null): string {
  return JSON.stringify([subject, tableKey(place), name]);
}
