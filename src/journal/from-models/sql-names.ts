/** Names and types in the words of PostgreSQL's catalog functions, taken apart and put together. Pure. */
import { quoteIdentifier, quoteQualified } from '../../database/quote.ts';
import type { TableName } from './schema-state.ts';

export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

const name = String.raw`(?:"(?:[^"]|"")+"|[^\s".,()\[\]]+)`;
const qualified = new RegExp(String.raw`^(${name})\.(${name})((?:\[\])*)$`);
const nameList = new RegExp(String.raw`^${name}(?:, ${name})*$`);
const foreignKey = new RegExp(
  String.raw`^FOREIGN KEY \((${name}(?:, ${name})*)\) REFERENCES (${name})\.(${name})\((${name}(?:, ${name})*)\)((?: ON (?:UPDATE|DELETE) (?:CASCADE|RESTRICT|SET NULL|SET DEFAULT))*)$`,
);

export function placeSql({ schema, table }: TableName): string {
  return quoteQualified(schema, table);
}

export function enumSql({ schema, name: own }: QualifiedName): string {
  return quoteQualified(schema, own);
}

/** `public."enum_Users_role"[]` → its parts; null for a type of pg_catalog and for one with a length or the like. */
export function userType(type: string): (QualifiedName & { readonly brackets: string }) | null {
  const match = qualified.exec(type);
  if (match === null) return null;
  const [, schema = '', own = '', brackets = ''] = match;
  return { schema: unquoted(schema), name: unquoted(own), brackets };
}

export function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** `a, "B"` → the names; null for anything that is no list of names. */
export function namesIn(list: string): readonly string[] | null {
  if (!nameList.test(list)) return null;
  return (list.match(new RegExp(name, 'g')) ?? []).map(unquoted);
}

export interface ForeignKeyParts {
  readonly columns: readonly string[];
  readonly table: TableName;
  readonly keys: readonly string[];
  readonly onUpdate: string | null;
  readonly onDelete: string | null;
}

/** Null where it says more than Sequelize's `references` can (MATCH, DEFERRABLE, NOT VALID). */
export function foreignKeyParts(definition: string): ForeignKeyParts | null {
  const match = foreignKey.exec(definition);
  if (match === null) return null;
  const [, columns = '', schema = '', table = '', keys = '', actions = ''] = match;
  const action = (event: string) => new RegExp(` ON ${event} (.+?)(?= ON |$)`).exec(actions)?.[1] ?? null;
  return {
    columns: namesIn(columns) ?? [],
    table: { schema: unquoted(schema), table: unquoted(table) },
    keys: namesIn(keys) ?? [],
    onUpdate: action('UPDATE'),
    onDelete: action('DELETE'),
  };
}

/** The columns of `UNIQUE (a, b)` or `PRIMARY KEY (a)`; null where it says more. */
export function keyColumns(definition: string): readonly string[] | null {
  const match = /^(?:UNIQUE|PRIMARY KEY) \((.*)\)$/.exec(definition);
  return match === null ? null : namesIn(match[1] ?? '');
}

export interface PlainIndex {
  readonly isUnique: boolean;
  readonly method: string;
  readonly columns: readonly string[];
}

/** Null for an index with expressions, operator classes, orders, WHERE or the like. */
export function plainIndex(definition: string): PlainIndex | null {
  const match = /^CREATE (UNIQUE )?INDEX .+? ON .+? USING (\w+) \((.*)\)$/.exec(definition);
  const columns = match === null ? null : namesIn(match[3] ?? '');
  return match === null || columns === null
    ? null
    : { isUnique: match[1] !== undefined, method: match[2] ?? '', columns };
}

/** The definition of an index without its name. */
export function namelessIndex(definition: string, own: string): string {
  const bare = /^[a-z_][a-z0-9_$]*$/.test(own) ? own : quoteIdentifier(own);
  const start = definition.indexOf(` INDEX ${bare} ON `);
  if (start < 0) return definition.replace(quoteIdentifier(own), '');
  return `${definition.slice(0, start)} INDEX ON ${definition.slice(start + ` INDEX ${bare} ON `.length)}`;
}

/** Whether an expression or definition may speak of the column: by its name as a word of its own. */
export function mentions(definition: string, column: string): boolean {
  if (definition.includes(quoteIdentifier(column))) return true;
  const word = column.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<![\\w$".])${word}(?![\\w$"(])`).test(definition);
}
