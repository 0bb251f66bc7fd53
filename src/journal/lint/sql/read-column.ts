/** Columns, types, defaults and constraints, as `CREATE TABLE` and `ALTER TABLE` write them. */
import type { ColumnDef, Constraint as ConstraintNode, Node, TypeName } from 'libpg-query';
import { functionsBelow, stringsOf, tableOf } from './nodes.ts';
import type { AddedColumn, ColumnType, Constraint, DefaultValue } from './operation.ts';

/**
 * Volatile functions that people use as defaults (PostgreSQL manual, 9.14, 9.17, 9.3.1 and pgcrypto, uuid-ossp). `now()` and
 * its kin are stable: one value serves all rows.
 */
const volatileFunctions =
  /^(?:random|random_normal|gen_random_uuid|gen_random_bytes|uuidv4|uuidv7|uuid_generate_v[14]\w*|uuid_generate_v1mc|clock_timestamp|timeofday|nextval|gen_salt|nanoid|generate_\w*id|cuid|ulid\w*)$/;

export function readType(node: TypeName | undefined): ColumnType {
  const modifiers: number[] = [];
  for (const modifier of node?.typmods ?? []) {
    if ('A_Const' in modifier && modifier.A_Const.ival !== undefined)
      modifiers.push(modifier.A_Const.ival.ival ?? 0);
  }
  return {
    name: stringsOf(node?.names).at(-1) ?? '',
    modifiers,
    isArray: (node?.arrayBounds ?? []).length > 0,
  };
}

/** The column's own constraints and those that PostgreSQL keeps for the table are told apart nowhere: both are listed. */
export function readColumn(column: ColumnDef): AddedColumn {
  const name = column.colname ?? '';
  const type = readType(column.typeName);
  let isNotNull = column.is_not_null === true;
  let defaultValue: DefaultValue | null = null;
  let computed: AddedColumn['computed'] = /^(?:small|big)?serial\d?$/.test(type.name) ? 'serial' : null;
  const constraints: Constraint[] = [];
  for (const node of column.constraints ?? []) {
    if (!('Constraint' in node)) continue;
    const { contype, raw_expr: expression, generated_kind: kind } = node.Constraint;
    if (contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY') isNotNull = true;
    if (contype === 'CONSTR_DEFAULT') defaultValue = readDefault(expression);
    if (contype === 'CONSTR_IDENTITY') computed = 'identity';
    if (contype === 'CONSTR_GENERATED' && kind !== 'v') computed = 'generated';
    const constraint = readConstraint(node.Constraint, name);
    if (constraint !== null) constraints.push(constraint);
  }
  return { name, type, isNotNull, default: defaultValue, computed, constraints };
}

function readDefault(expression: Node | undefined): DefaultValue {
  const call = functionsBelow({ expression }).find((name) => volatileFunctions.test(name));
  const isNull = expression !== undefined && 'A_Const' in expression && expression.A_Const.isnull === true;
  return { call: call === undefined ? null : `${call}()`, isNull };
}

/** Null for what is no constraint of its own (NOT NULL, DEFAULT, …). `ownColumn` is the column it is written with. */
export function readConstraint(node: ConstraintNode, ownColumn: string | null): Constraint | null {
  const name = node.conname ?? null;
  const own = ownColumn === null ? [] : [ownColumn];
  const isValidated = node.skip_validation !== true;
  switch (node.contype) {
    case 'CONSTR_FOREIGN': {
      const columns = stringsOf(node.fk_attrs);
      return {
        type: 'foreign-key',
        name,
        columns: columns.length > 0 ? columns : own,
        referenced: tableOf(node.pktable),
        referencedColumns: stringsOf(node.pk_attrs),
        isValidated,
      };
    }
    case 'CONSTR_CHECK':
      return { type: 'check', name, isValidated, notNullColumn: notNullColumnOf(node.raw_expr) };
    case 'CONSTR_UNIQUE':
    case 'CONSTR_PRIMARY': {
      const columns = stringsOf(node.keys);
      return {
        type: node.contype === 'CONSTR_UNIQUE' ? 'unique' : 'primary-key',
        name,
        columns: columns.length > 0 ? columns : own,
        usesIndex: node.indexname !== undefined,
      };
    }
    case 'CONSTR_EXCLUSION':
      return { type: 'exclusion', name };
    default:
      return null;
  }
}

function notNullColumnOf(expression: Node | undefined): string | null {
  if (expression === undefined || !('NullTest' in expression)) return null;
  const { nulltesttype, arg } = expression.NullTest;
  if (nulltesttype !== 'IS_NOT_NULL' || arg === undefined || !('ColumnRef' in arg)) return null;
  return stringsOf(arg.ColumnRef.fields).at(-1) ?? null;
}
