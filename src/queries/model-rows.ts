/**
 * Instances that a finder returned, as the rows of a page: what an application would see of them, getters and virtual
 * attributes included.
 */
import type { Model } from 'sequelize';
import type { CompiledSpec } from './compile-spec.ts';
import { exactJson } from './exact-json.ts';
import type { IncludePlan } from './settled-include.ts';
import { includedAttributes, includedValue, type ReadValue } from './included-values.ts';
import type { JoinedTable } from './joined-table.ts';
import { readClip } from './keyset/clip.ts';
import { pageRows, withClips, type PageRow } from './keyset/row-parts.ts';
import { attributesOf, getterNames } from './model-attributes.ts';
import { modelPageColumns, selectedNames } from './model-page-columns.ts';
import { isOwnName, type PageAttributes } from './page-attributes.ts';
import { plainValue, unreadable } from './plain-value.ts';
import type { Bookmark, Page, Value } from './query-spec.ts';
import type { StatementOptions } from './statement-watch.ts';
import { isVirtualType } from './value-kind.ts';

export interface ReadInstance {
  readonly instance: Model;
  readonly selected: PageAttributes;
  /** What was selected beside the values of included records, by the name of the include. */
  readonly included: ReadonlyMap<string, IncludePlan>;
  readonly bookmark: Bookmark | null;
}

export function readInstance(
  instance: Model,
  selected: PageAttributes,
  included: ReadonlyMap<string, IncludePlan>,
): ReadInstance {
  const keys = selected.keyNames.map((name) => textOf(instance, name));
  const bookmark: Bookmark | null = keys.length === 0 ? null : { type: 'keys', keys };
  return { instance, selected, included, bookmark };
}

/** `options` are those of the statement that was executed, by which columns are described. */
export function modelRows(
  { model, names: chosen, joined }: Pick<CompiledSpec, 'model' | 'names' | 'joined'>,
  instances: readonly ReadInstance[],
  options: StatementOptions,
): Pick<Page, 'columns' | 'rows' | 'bookmarks' | 'clipped'> {
  const selected = withJoined(
    selectedNames(model, options).filter((name) => !isOwnName(name)),
    joined,
  );
  const records = instances.map(({ instance }) => recordOf(instance, selected));
  const names = chosen ?? withJoined(namesOf(records), joined) ?? selected;
  const attributes = attributesOf(model);
  const virtual = names.map((name) => isVirtualType(attributes.get(name)?.type));
  const getters = new Set(getterNames(model));
  const made = names.map((name) => getters.has(name));
  const rows = instances.map((read, index): PageRow => {
    const valueOfName = valuesOf(read, records[index] ?? {}, getters, joined);
    const cells = names.map(valueOfName);
    const row = withClips(
      cells.map(({ value }) => value),
      cells.map(({ clip }) => clip),
    );
    const told = row.clipped.length === 0 ? row : withoutMade(row, virtual, made);
    return { bookmark: read.bookmark, ...told };
  });
  const page = pageRows(rows);
  const sample = (name: string): Value => {
    const index = names.indexOf(name);
    return page.rows.find((row) => (row[index] ?? null) !== null)?.[index] ?? null;
  };
  return { columns: modelPageColumns(model, names, options, sample, joined), ...page };
}

/** The join table's row under the names of its columns. */
function withJoined<Names extends readonly string[] | null>(
  names: Names,
  joined: JoinedTable | null,
): Names | readonly string[] {
  return joined === null || names === null
    ? names
    : names.flatMap((name) => (name === joined.as ? joined.names : [name]));
}

/** One record's values by the names of the page. */
function valuesOf(
  { instance, selected, included }: ReadInstance,
  record: Readonly<Record<string, unknown>>,
  getters: ReadonlySet<string>,
  joined: JoinedTable | null,
): (name: string) => ReadValue {
  const joinedValue =
    joined === null ? null : includedAttributes(record[joined.as], included.get(joined.as) ?? nothingBeside);
  const besideOf = (names: ReadonlyMap<string, string>, name: string): string | null => {
    const ownName = names.get(name);
    return ownName === undefined ? null : textOf(instance, ownName);
  };
  return (name) => {
    const joinedName = joined?.attributeOf(name) ?? null;
    if (joinedValue !== null && joinedName !== null) return joinedValue(joinedName);
    const plan = included.get(name);
    if (plan !== undefined) return includedValue(record[name], plan);
    const clip = besideOf(selected.clipNames, name);
    if (clip !== null) return { value: null, clip: readClip(clip) };
    const value = plainValue(record[name]);
    const json = getters.has(name) ? null : besideOf(selected.jsonNames, name);
    return { value: exactJson(value, json), clip: null };
  };
}

const nothingBeside: IncludePlan = { beside: [], made: new Set(), children: new Map(), through: null };

/**
 * What a getter made of clipped values is not what the application would see: neither a virtual attribute, which may be
 * made of any of them, nor a clipped one with a getter of its own, whose stored beginning is not its value.
 */
function withoutMade(
  { values, clipped }: Pick<PageRow, 'values' | 'clipped'>,
  virtual: readonly boolean[],
  made: readonly boolean[],
): Pick<PageRow, 'values' | 'clipped'> {
  const beginnings = new Set(clipped.map(({ column }) => column));
  const untold = virtual.flatMap((isVirtual, column) => (isVirtual ? [{ column, byteLength: null }] : []));
  return {
    values: values.map((value, column) =>
      virtual[column] === true || (made[column] === true && beginnings.has(column)) ? '' : value,
    ),
    clipped: [...clipped, ...untold],
  };
}

function textOf(instance: Model, name: string): string | null {
  const value: unknown = instance.getDataValue(name as keyof Model); // what a page selected beside the attributes
  return typeof value === 'string' ? value : null;
}

/**
 * What an instance holds, getters and included records with it: `get({plain: true})`, not `toJSON()`, which a model may override to
 * hide attributes from its clients. A getter that throws costs its own cell only.
 */
function recordOf(instance: Model, names: readonly string[]): Readonly<Record<string, unknown>> {
  try {
    // Sequelize types the result by the model's attributes, which are not known here.
    return instance.get({ plain: true }) as Record<string, unknown>;
  } catch {
    return Object.fromEntries(names.map((name) => [name, valueOf(instance, name)]));
  }
}

function valueOf(instance: Model, name: string): unknown {
  try {
    return instance.get(name, { plain: true });
  } catch (error) {
    return unreadable(error);
  }
}

/** The keys of all records in the order they come, without those that no record has a value for; null without records. */
function namesOf(records: readonly Readonly<Record<string, unknown>>[]): readonly string[] | null {
  if (records.length === 0) return null;
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  return [...names].filter(
    (name) => !isOwnName(name) && records.some((record) => record[name] !== undefined),
  );
}
