/**
 * What a filter of a table without a model finds by name: its columns, and other tables by their foreign keys, both ways. Which
 * tables a filter needs is read before it is compiled.
 */
import type { DatabaseConnection } from '../../database/client.ts';
import { readTableLinks, type TableLink } from '../../database/foreign-keys.ts';
import { readRelation, type Relation } from '../../database/relation.ts';
import { fieldsOfTable, filterFieldError } from './filter-field.ts';
import type { FilterNode, FilterOperand } from './filter-node.ts';
import { exampleOf, type FilterSource } from './filter-source.ts';
import type { SqlSource } from '../query-spec.ts';

/** A table and the foreign keys at it, with the tables behind them as far as they were read. */
export interface LinkedTable {
  readonly relation: Relation;
  readonly links: readonly TableLink[];
  /** The table behind one of `links`; null when it was not read. */
  readonly behind: (link: TableLink) => LinkedTable | null;
  /** The statement whose result it is; left out for a table of the catalog. */
  readonly query?: SqlSource;
}

export interface ForeignKeyStep {
  readonly link: TableLink;
  readonly relation: Relation;
}

/**
 * A foreign key is named by its column, when it has one alone, or by the table at its other end; a name that says several is
 * refused with `filter-path`.
 */
export function sourceOfTable(table: LinkedTable): FilterSource<ForeignKeyStep> {
  const { relation, links, behind } = table;
  const names = relation.columns.map(({ name }) => name);
  return {
    findField: fieldsOfTable(
      relation,
      links.map(({ otherTable }) => otherTable),
    ),
    example: exampleOf(
      names,
      relation.columns.flatMap(({ name, isPrimaryKey }) => (isPrimaryKey ? [name] : [])),
    ),
    step(operand, text, isFollowed) {
      const [name] = operand.path;
      if (!isFollowed && names.includes(name)) return null;
      const [link, ...others] = linksNamed(table, name);
      if (link === undefined) return null;
      if (others.length > 0) throw severalLinks(operand, text, relation, [link, ...others]);
      const other = behind(link);
      if (other === null) return null;
      return { link: { link, relation: other.relation }, target: sourceOfTable(other) };
    },
  };
}

/** The foreign keys that a name may mean; a column's own before those of a table of the same name. */
export function linksNamed(
  { relation, links }: Pick<LinkedTable, 'relation' | 'links'>,
  name: string,
): readonly TableLink[] {
  if (relation.columns.some((column) => column.name === name)) {
    return links.filter(
      ({ direction, columns }) => direction === 'to' && columns.length === 1 && columns[0] === name,
    );
  }
  return links.filter(({ otherTable }) => otherTable === name);
}

function severalLinks(
  operand: FilterOperand,
  text: string,
  relation: Relation,
  links: readonly TableLink[],
): Error {
  const own = links.flatMap(({ direction, columns }) =>
    direction === 'to' && columns.length === 1 ? columns.map((name) => `"${name}"`) : [],
  );
  return filterFieldError(operand, text, {
    code: 'filter-path',
    explanation: `${links.length} foreign keys join table "${relation.name}" to "${operand.path[0]}"`,
    remedy:
      own.length > 0
        ? `Name the column instead: ${own.join(' or ')}.`
        : 'Write the condition in SQL with `seqscope sql`.',
  });
}

/** The table with what lies behind it as far as `filter` goes. Names that lead nowhere are left for the compiler to refuse. */
export async function readLinkedTable(
  database: DatabaseConnection,
  relation: Relation,
  filter: FilterNode | null,
): Promise<LinkedTable> {
  const reader = new LinkReader(database);
  const table = reader.table(relation);
  if (filter !== null) await reader.follow(table, filter);
  return table;
}

class LinkReader {
  readonly #database: DatabaseConnection;
  readonly #links = new Map<Relation, readonly TableLink[]>();
  /** By schema and name. */
  readonly #relations = new Map<string, Relation>();

  constructor(database: DatabaseConnection) {
    this.#database = database;
  }

  /** Knows its links once they were read. */
  table(relation: Relation): LinkedTable {
    const links = this.#links;
    const behind = (link: TableLink): LinkedTable | null => {
      const other = this.#relations.get(keyOf(link));
      return other === undefined ? null : this.table(other);
    };
    return {
      relation,
      get links() {
        return links.get(relation) ?? [];
      },
      behind,
    };
  }

  async follow(table: LinkedTable, node: FilterNode): Promise<void> {
    switch (node.type) {
      case 'and':
      case 'or':
        for (const part of node.nodes) await this.follow(table, part);
        return;
      case 'not':
        return this.follow(table, node.node);
      case 'related': {
        const target = await this.#walk(table, node.operand.path);
        if (target !== null) await this.follow(target, node.node);
        return;
      }
      case 'truth':
      case 'is-null':
      case 'compare':
      case 'in':
      case 'between': {
        const { path } = node.operand;
        const isColumn = table.relation.columns.some(({ name }) => name === path[0]);
        if (path.length > 1 || !isColumn) await this.#walk(table, path);
      }
    }
  }

  /** The table at the end of the path; null where it ends at a field or leads nowhere. */
  async #walk(table: LinkedTable, path: readonly string[]): Promise<LinkedTable | null> {
    const [name, ...rest] = path;
    if (name === undefined) return table;
    if (!this.#links.has(table.relation)) {
      const { schema, name: own } = table.relation;
      this.#links.set(table.relation, await readTableLinks(this.#database, schema, own));
    }
    const [link, ...others] = linksNamed(table, name);
    if (link === undefined || others.length > 0) return null;
    const key = keyOf(link);
    const known = this.#relations.get(key);
    const relation = known ?? (await readRelation(this.#database, link.otherSchema, link.otherTable));
    if (relation === null) return null;
    this.#relations.set(key, relation);
    return this.#walk(this.table(relation), rest);
  }
}

function keyOf({ otherSchema, otherTable }: TableLink): string {
  return JSON.stringify([otherSchema, otherTable]);
}
