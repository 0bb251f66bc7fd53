/**
 * Recognises N+1 reads among the statements of one call, or of one line: the same statement five times or more, each time with other
 * values. Says which association would have read the rows in one go, where the models tell. Pure.
 */
import type { ModelSummary } from '../../schema/description.ts';
import { readShapeOf, shapeOf, type ReadShape } from './statement-shape.ts';

export interface RepeatedStatement {
  readonly sql: string;
  readonly durationMs: number | null;
}

/** A statement that was sent again and again. */
export interface Repeat {
  readonly count: number;
  readonly totalMs: number;
  /** One of them. */
  readonly sql: string;
  readonly table: string | null;
  /** What they differ in. */
  readonly columns: readonly string[];
  /** The association that an include would read, and the model that has it; null where none or several fit. */
  readonly association: { readonly model: string; readonly name: string } | null;
  /** `N+1: user_devices was read 50 times by user_id, once a row: include "devices" of User.` */
  readonly text: string;
}

type KnownModel = Pick<ModelSummary, 'name' | 'table' | 'attributes' | 'associations'>;

/** Fewer are a coincidence. */
export const leastRepeats = 5;

interface Group {
  readonly sql: string;
  readonly texts: Set<string>;
  count: number;
  totalMs: number;
}

/** `models` of which the statements are; empty where they are not known. The most frequent comes first. */
export function recogniseRepeats(
  statements: readonly RepeatedStatement[],
  models: readonly KnownModel[] = [],
): readonly Repeat[] {
  const groups = new Map<string, Group>();
  for (const { sql, durationMs } of statements) {
    const shape = shapeOf(sql);
    if (!/^(?:SELECT|WITH)\b/i.test(shape.text)) continue;
    const group = groups.get(shape.text) ?? { sql, texts: new Set(), count: 0, totalMs: 0 };
    group.texts.add(JSON.stringify(shape.values));
    group.count += 1;
    group.totalMs += durationMs ?? 0;
    groups.set(shape.text, group);
  }
  const tables = new Set([...groups.keys()].map((shape) => readShapeOf(shape)?.table));
  return [...groups]
    .filter(([, { texts }]) => texts.size >= leastRepeats)
    .map(([shape, group]) => repeatOf(shape, group, models, tables))
    .sort((a, b) => b.count - a.count);
}

function repeatOf(
  shape: string,
  { sql, count, totalMs }: Group,
  models: readonly KnownModel[],
  tables: ReadonlySet<string | undefined>,
): Repeat {
  const read = readShapeOf(shape);
  const association = read === null ? null : associationOf(read, models, tables);
  const columns = read?.columns ?? [];
  const what = read === null ? 'A statement' : read.table;
  const verb = read === null ? 'was sent' : 'was read';
  const by = columns.length === 0 ? '' : ` by ${columns.join(', ')}`;
  const remedy = association === null ? '' : `: include "${association.name}" of ${association.model}`;
  return {
    count,
    totalMs,
    sql,
    table: read?.table ?? null,
    columns,
    association,
    text: `N+1: ${what} ${verb} ${count} times${by}, once a row${remedy}.`,
  };
}

/** The one association over whose key the rows were read; of several, the one of a model that was read as well. */
function associationOf(
  { table, columns }: ReadShape,
  models: readonly KnownModel[],
  tables: ReadonlySet<string | undefined>,
): Repeat['association'] {
  const target = models.find((model) => model.table === table);
  if (target === undefined) return null;
  const fitting = models.flatMap((model) =>
    model.associations
      .filter((association) => association.target === target.name && association.type !== 'belongsToMany')
      .filter(({ type, foreignKey, targetKey }) => {
        const attribute = type === 'belongsTo' ? targetKey : foreignKey;
        return columns.includes(columnOf(target, attribute));
      })
      .map(({ name }) => ({ model: model.name, name, table: model.table })),
  );
  const read = fitting.filter((each) => tables.has(each.table) && each.table !== table);
  const chosen = read.length > 0 ? read : fitting;
  const [only] = chosen;
  return only === undefined || chosen.length > 1 ? null : { model: only.model, name: only.name };
}

function columnOf({ attributes }: KnownModel, attribute: string): string {
  return attributes.find(({ name }) => name === attribute)?.column ?? attribute;
}
