/**
 * What one SQL statement does to a schema, as far as the rules care. One statement may be several operations
 * (`ALTER TABLE … ADD …, DROP …`).
 */

/** As written: quotes taken off, unquoted names in lower case. Null for a schema that is left to the search path. */
export interface TableName {
  readonly schema: string | null;
  readonly name: string;
}

/** `name` is PostgreSQL's own where SQL has several: `varchar`, `int4`, `timestamp`. */
export interface ColumnType {
  readonly name: string;
  /** What stands in parentheses, numbers only. */
  readonly modifiers: readonly number[];
  readonly isArray: boolean;
}

/** `call` is the first volatile function in it, as in `gen_random_uuid()`; null when it is the same for every row. */
export interface DefaultValue {
  readonly call: string | null;
  readonly isNull: boolean;
}

export type Constraint =
  | {
      readonly type: 'foreign-key';
      readonly name: string | null;
      readonly columns: readonly string[];
      readonly referenced: TableName;
      readonly referencedColumns: readonly string[];
      /** False with NOT VALID. */
      readonly isValidated: boolean;
    }
  | {
      readonly type: 'check';
      readonly name: string | null;
      readonly isValidated: boolean;
      /** The column that it says is not null, and nothing else; null for any other condition. */
      readonly notNullColumn: string | null;
    }
  | {
      readonly type: 'unique' | 'primary-key';
      readonly name: string | null;
      readonly columns: readonly string[];
      /** True with USING INDEX. */
      readonly usesIndex: boolean;
    }
  | { readonly type: 'exclusion'; readonly name: string | null };

export interface AddedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly isNotNull: boolean;
  /** Null without one. */
  readonly default: DefaultValue | null;
  /** Computed for every row when it is added: an identity, a serial or a stored generated column; null for any other. */
  readonly computed: 'identity' | 'serial' | 'generated' | null;
  /** Those written with the column; their `columns` name it. */
  readonly constraints: readonly Constraint[];
}

export type Change =
  | {
      readonly type: 'create-table';
      readonly table: TableName;
      readonly columns: readonly AddedColumn[];
      readonly constraints: readonly Constraint[];
    }
  | { readonly type: 'add-column'; readonly table: TableName; readonly column: AddedColumn }
  | { readonly type: 'drop-column'; readonly table: TableName; readonly column: string }
  | {
      readonly type: 'rename-column';
      readonly table: TableName;
      readonly column: string;
      readonly newName: string;
    }
  | { readonly type: 'rename-table'; readonly table: TableName; readonly newName: string }
  | { readonly type: 'drop-table'; readonly table: TableName }
  | { readonly type: 'set-not-null'; readonly table: TableName; readonly column: string }
  | { readonly type: 'drop-not-null'; readonly table: TableName; readonly column: string }
  | {
      readonly type: 'alter-type';
      readonly table: TableName;
      readonly column: string;
      readonly to: ColumnType;
      readonly hasUsing: boolean;
    }
  | { readonly type: 'add-constraint'; readonly table: TableName; readonly constraint: Constraint }
  | { readonly type: 'validate-constraint'; readonly table: TableName; readonly name: string }
  | {
      readonly type: 'create-index';
      readonly table: TableName;
      readonly name: string | null;
      /** In order; null for an expression. */
      readonly columns: readonly (string | null)[];
      readonly isUnique: boolean;
      readonly isPartial: boolean;
      readonly isConcurrent: boolean;
    }
  | { readonly type: 'drop-index'; readonly names: readonly TableName[]; readonly isConcurrent: boolean }
  | { readonly type: 'create-enum'; readonly name: string }
  | { readonly type: 'add-enum-value'; readonly name: string; readonly value: string }
  | {
      readonly type: 'write-rows';
      readonly verb: 'INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE' | 'MERGE';
      readonly table: TableName;
    }
  | { readonly type: 'other-change' };

/** Changes that alter an existing table in any way. */
export function isTableChange(change: Change): change is Extract<Change, { table: TableName }> {
  return 'table' in change && change.type !== 'write-rows';
}

/** For people: the usual schema goes without saying. */
export function tableText({ schema, name }: TableName): string {
  return schema === null || schema === 'public' ? name : `${schema}.${name}`;
}

/** Whether two names may mean the same table: a schema that is left out is no difference, and `public` is the usual one. */
export function isSameTable(a: TableName, b: TableName): boolean {
  return a.name === b.name && (a.schema ?? b.schema ?? 'public') === (b.schema ?? a.schema ?? 'public');
}

/** `VARCHAR(255)[]`, for people. */
export function typeText({ name, modifiers, isArray }: ColumnType): string {
  return `${name}${modifiers.length === 0 ? '' : `(${modifiers.join(',')})`}${isArray ? '[]' : ''}`;
}
