/** What a saved query read by itself, as a page: instances, plain objects, what `sequelize.query` gives, or a single value. */
import type { Model, ModelStatic } from 'sequelize';
import { isRecord } from '../../project/modules/module-values.ts';
import { heldPage } from '../held-page.ts';
import { attributesOf } from '../model-attributes.ts';
import { plainValue } from '../plain-value.ts';
import type { Page, PageColumn, Value, ValueKind } from '../query-spec.ts';
import type { WatchedStatement } from '../statement-watch.ts';
import { isVirtualType, kindOfTypeName, typeNameOfAttribute } from '../value-kind.ts';

export function resultPage(result: unknown, statements: readonly WatchedStatement[]): Page {
  const rows = rowsOf(result);
  const records = rows.map(recordOf);
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const values = records.map((record) => names.map((name) => plainValue(record[name])));
  const model = modelOf(rows[0]);
  const sql = statements.map((statement) => statement.sql).join(';\n');
  const columns = names.map((name, index) => columnOf(name, index, values, model));
  return heldPage(columns, values, 'the saved query read the rows by itself', {
    sql,
    shortSql: sql,
    durationMs: statements.reduce((total, { durationMs }) => total + durationMs, 0),
  });
}

/** `[rows, metadata]` of `sequelize.query` without a type, `{rows, count}` of findAndCountAll, one row, or none. */
function rowsOf(result: unknown): readonly unknown[] {
  if (result === null || result === undefined) return [];
  if (Array.isArray(result)) {
    const [first, second, ...others] = result as readonly unknown[];
    const isRaw =
      others.length === 0 && Array.isArray(first) && second !== undefined && !Array.isArray(second);
    return isRaw ? (first as readonly unknown[]) : (result as readonly unknown[]);
  }
  if (isRecord(result) && Array.isArray(result['rows']) && 'count' in result)
    return result['rows'] as readonly unknown[];
  return [result];
}

function recordOf(row: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(row) || row instanceof Date || row instanceof Uint8Array) return { value: row };
  const get = row['get'];
  // An instance: its getters and includes, as a page has them.
  if (typeof get === 'function' && 'dataValues' in row) {
    const plain: unknown = Reflect.apply(get, row, [{ plain: true }]);
    return isRecord(plain) ? plain : {};
  }
  return row;
}

function modelOf(row: unknown): ModelStatic<Model> | null {
  if (!isRecord(row) || !('dataValues' in row)) return null;
  // The class of an instance of a model.
  return row.constructor as unknown as ModelStatic<Model>;
}

function columnOf(
  name: string,
  index: number,
  values: readonly (readonly Value[])[],
  model: ModelStatic<Model> | null,
): PageColumn {
  const attribute = model === null ? undefined : attributesOf(model).get(name);
  if (model !== null && attribute !== undefined) {
    const type = typeNameOfAttribute(attribute.type);
    return {
      name,
      type,
      kind: kindOfTypeName(type),
      isPrimaryKey: model.primaryKeyAttributes.includes(name),
      isVirtual: isVirtualType(attribute.type),
    };
  }
  const sample = values.find((row) => (row[index] ?? null) !== null)?.[index] ?? null;
  const { kind, type } = kindOf(sample);
  return { name, type, kind, isPrimaryKey: false, isVirtual: false };
}

function kindOf(value: Value): { readonly kind: ValueKind; readonly type: string } {
  if (typeof value === 'number' || typeof value === 'bigint') return { kind: 'number', type: 'numeric' };
  if (typeof value === 'boolean') return { kind: 'boolean', type: 'boolean' };
  if (value instanceof Date) return { kind: 'date', type: 'timestamptz' };
  if (value instanceof Uint8Array) return { kind: 'binary', type: 'bytea' };
  if (typeof value === 'object' && value !== null) return { kind: 'json', type: 'json' };
  return { kind: 'text', type: 'text' };
}
