/** Where models, database and migrations do not say the same: read, compared aspect by aspect, each with who is odd and what to do. */
import { scratchDrops } from '../../database/scratch/drop-together.ts';
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import { ConsoleError, nearestNames } from '../../errors.ts';
import type { TableName } from '../../journal/from-models/schema-state.ts';
import { isUnread } from '../../journal/from-models/sync-models.ts';
import type { Project } from '../../project/project.ts';
import { type Aspect, aspectId, disagreement, isAgreed } from './aspect.ts';
import { objectAspects } from './compare-objects.ts';
import { tableAspects } from './compare-tables.ts';
import {
  type Difference,
  type DriftReport,
  type DriftRequest,
  type DriftSide,
  driftSubjects,
} from './drift.ts';
import { judgeWordings } from './judge-wordings.ts';
import { type ModelNames, modelNotes } from './model-notes.ts';
import { type DriftSurroundings, type ReadSides, readSides } from './read-sides.ts';
import { requireTwo } from './remarks.ts';
import { remedyOf } from './remedies.ts';
import { inRepairOrder } from './repair-order.ts';
import { type SideSchema, sideSchema } from './side-schema.ts';

/** Rejects with `too-few-sides`, and where no scratch database can be made anywhere. */
export async function findDrift(
  project: Project,
  request: DriftRequest,
  surroundings: DriftSurroundings,
): Promise<DriftReport> {
  const drops = scratchDrops();
  try {
    const read = await readSides(project, request, { ...surroundings, dropLater: drops.add });
    // They go while what was read in them is compared.
    await drops.begin();
    return await compareSides(read, request, surroundings);
  } finally {
    await drops.end();
  }
}

async function compareSides(
  read: ReadSides,
  request: DriftRequest,
  surroundings: DriftSurroundings,
): Promise<DriftReport> {
  const isIncomplete = surroundings.problems.some(({ isNotice }) => isNotice !== true);
  const notes = modelNotes(read.models, isIncomplete);
  const problems = read.models?.problems ?? [];
  const isSpared = (side: DriftSide) => (place: TableName) =>
    read.isJournal(place.table) || (side === 'models' && isUnread(problems, place));
  const of = (side: DriftSide, snapshot: Snapshot) => sideSchema(side, snapshot, isSpared(side));
  const result = read.replay?.all ?? read.replay?.executed ?? null;
  const wants = (side: DriftSide) => request.sides === null || request.sides.includes(side);
  const schemas = [
    ...(read.models === null ? [] : [of('models', read.models.snapshot)]),
    ...(wants('database') ? [of('database', read.database)] : []),
    ...(result === null ? [] : [of('migrations', result)]),
  ];
  const sides = schemas.map(({ side }) => side);
  requireTwo(sides, read);
  const aspects = [...tableAspects(schemas, notes), ...objectAspects(schemas)];
  const ground = [...schemas].sort((a, b) => grounds.indexOf(a.side) - grounds.indexOf(b.side))[0];
  const judge = (all: readonly Aspect[]) =>
    ground === undefined
      ? Promise.resolve(all)
      : judgeWordings(
          all.filter((aspect) => disagreement(aspect) !== null),
          surroundings.target,
          ground.snapshot,
          surroundings,
        );
  const judged = await judge(inKnownSchemas(aspects, schemas));
  const agreed = await agreedBefore(read, of, notes, judge);
  const found = judged.flatMap((aspect): readonly Difference[] => {
    const said = disagreement(aspect);
    return said === null ? [] : [differenceOf(aspect, said, notes, agreed(aspect))];
  });
  const snapshots = schemas.map(({ snapshot }) => snapshot);
  const differences = inRepairOrder(found, snapshots);
  return {
    differences: chosen(differences, request.only, schemas, notes),
    sides,
    incomplete: read.incomplete,
    remarks: read.remarks,
    pendingMigrations: read.pending,
    tableCount: new Set(schemas.flatMap(({ tables }) => [...tables.keys()])).size,
    modelCount: read.models?.models.length ?? 0,
  };
}

/** Where wordings are asked about: in the real tables if there are any. */
const grounds: readonly DriftSide[] = ['database', 'migrations', 'models'];

/** What pending migrations change: there the database still agrees with what the executed ones have made. */
async function agreedBefore(
  { database, replay }: ReadSides,
  of: (side: DriftSide, snapshot: Snapshot) => SideSchema,
  notes: ModelNames,
  judge: (aspects: readonly Aspect[]) => Promise<readonly Aspect[]>,
): Promise<(aspect: Aspect) => boolean> {
  if (replay?.executed == null || replay.all === null || replay.all === replay.executed) return () => false;
  const schemas = [of('database', database), of('migrations', replay.executed)];
  const aspects = [...tableAspects(schemas, notes), ...objectAspects(schemas)];
  const differing = await judge(inKnownSchemas(aspects, schemas));
  const differs = new Set(differing.filter((aspect) => disagreement(aspect) !== null).map(aspectId));
  return (aspect) => !isAgreed('database', 'migrations', aspect.claims) && !differs.has(aspectId(aspect));
}

/** A schema of which neither models nor migrations know is one difference, whatever is in it. */
function inKnownSchemas(aspects: readonly Aspect[], schemas: readonly SideSchema[]): readonly Aspect[] {
  const known = new Set(
    schemas
      .filter(({ side }) => side !== 'database')
      .flatMap(({ side, state, snapshot }) =>
        side === 'models'
          ? state.tables.map(({ schema }) => schema)
          : snapshot.objects.map(({ type, schema, name }) => (type === 'schema' ? name : schema)),
      ),
  );
  return aspects.filter(({ subject, schema }) => subject === 'schema' || schema === '' || known.has(schema));
}

function differenceOf(
  aspect: Aspect,
  found: NonNullable<ReturnType<typeof disagreement>>,
  notes: ModelNames,
  isMended: boolean,
): Difference {
  const { subject, schema, table, name } = aspect;
  const model = table === null ? null : notes.modelOf({ schema, table });
  const isColumn = ['column', 'type', 'nullability', 'default', 'enum', 'comment'].includes(subject);
  const attribute =
    table === null || name === null || !isColumn ? null : notes.attributeOf({ schema, table }, name);
  const inModel = model === null ? null : attribute === null ? model : `${model}.${attribute}`;
  return {
    id: aspectId(aspect),
    subject,
    schema,
    table,
    name,
    model,
    attribute,
    odd: found.odd,
    said: found.said,
    remedy: remedyOf(aspect, found, { inModel, isMended }),
  };
}

/** Throws `unknown-name` for what is neither a table, nor a model, nor a subject. */
function chosen(
  differences: readonly Difference[],
  only: readonly string[],
  schemas: readonly SideSchema[],
  notes: ModelNames,
): readonly Difference[] {
  if (only.length === 0) return differences;
  const tables = new Map(schemas.flatMap(({ tables: own }) => [...own]));
  const names = [...tables.values()].flatMap(({ schema, table }) => [table, `${schema}.${table}`]);
  const known = new Set([...driftSubjects, ...names, ...notes.names]);
  for (const name of only) {
    if (known.has(name)) continue;
    const near = nearestNames(name, [...known]).map((one) => `"${one}"`);
    throw new ConsoleError(`There is no table, model or subject "${name}".`, {
      code: 'unknown-name',
      kind: 'usage',
      remedy:
        near.length === 0
          ? 'See the subjects in `seqscope drift --help`.'
          : `Did you mean ${near.join(', ')}?`,
    });
  }
  const subjects = only.filter((name) => driftSubjects.some((subject) => subject === name));
  const places = only.filter((name) => !subjects.includes(name));
  return differences.filter(({ subject, schema, table, model }) => {
    const isPlace =
      places.length === 0 ||
      [table, model, table === null ? null : `${schema}.${table}`].some(
        (name) => name !== null && places.includes(name),
      );
    return isPlace && (subjects.length === 0 || subjects.includes(subject));
  });
}
