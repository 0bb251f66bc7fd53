/** A value of the project → what a face can show: rows where it is made of records, text where it is anything else. */
import { types } from 'node:util';
import type { Model } from 'sequelize';
import { plainValue } from '../../queries/plain-value.ts';
import type { PageColumn, Value } from '../../queries/query-spec.ts';
import { kindOfValue } from '../../queries/value-kind.ts';
import type { ShownValue, TextPart } from '../evaluation.ts';
import { inspectedParts } from './inspected-text.ts';
import { type IsInstance, readInstances } from './read-instances.ts';

export interface ShowOptions {
  readonly isInstance: IsInstance;
  /** What stands for a model, an instance of Sequelize and the like; null for what shows itself. */
  readonly shortNameOf: (value: unknown) => string | null;
  /** Rows that are handed on; the others stay where they are. */
  readonly rowLimit: number;
}

/** Never throws, whatever the value does when it is looked at. */
export function shownValue(value: unknown, options: ShowOptions): ShownValue {
  try {
    const short = options.shortNameOf(value);
    if (short !== null) return text([{ text: short, style: 'special' }]);
    return tableOf(value, options) ?? text(inspectedParts(value), value === undefined);
  } catch {
    return text(inspectedParts(value), value === undefined);
  }
}

function tableOf(value: unknown, { isInstance, rowLimit: limit }: ShowOptions): ShownValue | null {
  // A proxy is never taken for records: reading it would run its handler.
  if (types.isProxy(value)) return null;
  if (isInstance(value)) return readInstances([value], isInstance, { isSingle: true, limit });
  if (!Array.isArray(value) || value.length === 0) return null;
  const items: readonly unknown[] = value;
  if (items.some((item) => types.isProxy(item))) return null;
  const instances: readonly Model[] = items.filter(isInstance);
  if (instances.length === items.length) {
    const isOfOneModel = instances.every((item) => item.constructor === instances[0]?.constructor);
    return isOfOneModel ? readInstances(instances, isInstance, { isSingle: false, limit }) : null;
  }
  const rows = rowsOfQuery(items) ?? items;
  if (rows.length > 0 && rows.every(isPlainRow)) return plainTable(rows, limit);
  return null;
}

/** The rows of `sequelize.query` without a type: `[rows, metadata]`, the metadata being pg's own result. */
function rowsOfQuery(items: readonly unknown[]): readonly unknown[] | null {
  const [rows, metadata] = items;
  const isResult =
    items.length === 2 &&
    Array.isArray(rows) &&
    typeof metadata === 'object' &&
    metadata !== null &&
    'command' in metadata &&
    'rowCount' in metadata;
  return isResult ? (rows as readonly unknown[]) : null;
}

type PlainRow = Readonly<Record<string, unknown>>;

/** An object literal, or what a raw query gives, without getters of its own. */
function isPlainRow(value: unknown): value is PlainRow {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return false;
  const properties = Object.values(Object.getOwnPropertyDescriptors(value));
  return properties.length > 0 && properties.every((property) => 'value' in property);
}

/** Many shapes make no table. */
const mostColumns = 64;

function plainTable(items: readonly PlainRow[], limit: number): ShownValue | null {
  const shown = items.slice(0, limit);
  const names = [...new Set(shown.flatMap((row) => Object.keys(row)))];
  const filled = shown.reduce((total, row) => total + Object.keys(row).length, 0);
  if (names.length > mostColumns || filled * 2 < names.length * shown.length) return null;
  const rows = shown.map((row) => names.map((name) => plainValue(row[name])));
  const kindOf = (index: number): PageColumn['kind'] => {
    const sample: Value = rows.find((row) => (row[index] ?? null) !== null)?.[index] ?? null;
    return kindOfValue(sample);
  };
  const columns = names.map((name, index): PageColumn => ({
    name,
    type: 'computed',
    kind: kindOf(index),
    isPrimaryKey: false,
    isVirtual: false,
  }));
  return { type: 'table', title: 'rows', isSingle: false, columns, rows, rowCount: items.length, tree: null };
}

function text(parts: readonly TextPart[], isUndefined = false): ShownValue {
  return { type: 'text', parts, isUndefined };
}
