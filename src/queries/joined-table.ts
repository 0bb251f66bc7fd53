/**
 * The join table of a belongsToMany that was followed: one row of it leads to each row of the page, and its columns stand beside
 * the target's, under the table's name.
 */
import type { Association, Model, ModelStatic } from 'sequelize';
import type { Relation } from '../database/relation.ts';
import { columnTerm } from './keyset/table-order.ts';
import type { KeyTerm } from './keyset/key-term.ts';
import { attributesOf, columnOfAttribute, getterNames } from './model-attributes.ts';
import type { OrderTerm, PageColumn } from './query-spec.ts';
import { isVirtualType, kindOfTypeName, typeNameOfAttribute } from './value-kind.ts';

export class JoinedTable {
  /** The name of its row on an instance, and of the table in SQL. */
  readonly as: string;
  /** As the database names it, its schema left out. */
  readonly table: string;
  readonly #model: ModelStatic<Model>;
  readonly #links: ReadonlySet<string>;

  /** `oneFromTarget` is the hasOne from the target to the join model; `links` are the join table's two foreign keys. */
  constructor(oneFromTarget: Association, links: readonly string[]) {
    this.as = oneFromTarget.as;
    this.#model = oneFromTarget.target;
    this.#links = new Set(links);
    const table: unknown = this.#model.getTableName();
    this.table =
      typeof table === 'object' && table !== null ? String(Reflect.get(table, 'tableName')) : String(table);
  }

  get model(): ModelStatic<Model> {
    return this.#model;
  }

  /** The attributes of the join model in their order, by the names that the page has for them. */
  get names(): readonly string[] {
    return [...attributesOf(this.#model).keys()].map((attribute) => `${this.table}.${attribute}`);
  }

  /** The attribute behind a name of the page; null for one that is not this table's. */
  attributeOf(name: string): string | null {
    const attribute = name.startsWith(`${this.table}.`) ? name.slice(this.table.length + 1) : '';
    return attributesOf(this.#model).has(attribute) ? attribute : null;
  }

  isVirtual(attribute: string): boolean {
    return isVirtualType(attributesOf(this.#model).get(attribute)?.type);
  }

  columnFor(name: string): PageColumn | null {
    const attribute = this.attributeOf(name);
    if (attribute === null) return null;
    const type = typeNameOfAttribute(attributesOf(this.#model).get(attribute)?.type ?? 'unknown');
    return {
      name,
      type,
      kind: kindOfTypeName(type),
      isPrimaryKey: false,
      isVirtual: this.isVirtual(attribute),
      ...(getterNames(this.#model).includes(attribute) ? { hasGetter: true } : {}),
      joinTable: this.table,
    };
  }

  /** Null for a name that is not this table's, or has no column there. `relation` is the join table. */
  termFor({ attribute: name, direction, nulls }: OrderTerm, relation: Relation | null): KeyTerm | null {
    const attribute = this.attributeOf(name);
    if (attribute === null || relation === null) return null;
    return columnTerm(relation, this.as, columnOfAttribute(this.#model, attribute), direction, nulls);
  }

  /** What still tells rows apart where two of the join table may lead to one record: a key of it, if it has one. */
  tieTerms(relation: Relation | null, direction: 'asc' | 'desc'): readonly KeyTerm[] {
    if (relation === null) return [];
    const links = new Set([...this.#links].map((attribute) => columnOfAttribute(this.#model, attribute)));
    if (relation.keys.some((key) => key.every((column) => links.has(column)))) return [];
    const [key = []] = relation.keys;
    return key.flatMap((column) => columnTerm(relation, this.as, column, direction, undefined) ?? []);
  }
}
