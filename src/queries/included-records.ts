/**
 * Records that come along with a row, by the includes of a scope or through a join table: the server clips their large values too.
 * A finder has settled what it reads of them when its last hook runs; there, the columns are exchanged as those of a page are.
 */
import type { Sequelize } from 'sequelize';
import { longestName } from '../database/quote.ts';
import type { Relation } from '../database/relation.ts';
import { cellSql, type CellSql } from './cell-sql.ts';
import type { RelationFinder } from './find-relation.ts';
import { columnExpression } from './keyset/table-order.ts';
import { joinedOutsideOf } from './includes/joined-outside.ts';
import { getterNames } from './model-attributes.ts';
import type { AttributeItem } from './model-columns.ts';
import { ownPrefix } from './page-attributes.ts';
import type { SequelizeClass } from './sequelize-class.ts';
import type { SqlAddition } from './short-sql.ts';
import {
  canSettle,
  foreignKeys,
  keyNames,
  listAttributes,
  virtualNames,
  type BesideAttribute,
  type IncludePlan,
  type SettledInclude,
} from './settled-include.ts';

const optionName = 'seqscopeIncluded';

/** Lets the finders of this instance heed `IncludedRecords.option` and `JoinedOutside.option`. To be called once for an instance. */
export function watchIncludes(sequelize: Sequelize): void {
  sequelize.addHook('beforeFindAfterOptions', async (options: object) => {
    joinedOutsideOf(options)?.settle(options);
    const included: unknown = Reflect.get(options, optionName);
    // A separate include is a finder of its own; what it reads was settled with the others.
    if (included instanceof IncludedRecords && Reflect.get(options, 'separate') !== true) {
      await included.settle(options);
    }
  });
}

interface OwnedCell extends CellSql {
  readonly expression: string;
}

/** For one call of a finder. A class, because finders clone plain objects in their options. */
export class IncludedRecords {
  readonly #relations: RelationFinder;
  readonly #clipBytes: number | null;
  readonly #literal: SequelizeClass['literal'];
  readonly #clipped: ReadonlySet<string>;
  #plans: ReadonlyMap<string, IncludePlan> = new Map();
  #count = 0;
  readonly #additions: SqlAddition[] = [];

  /** `clipped` are the attributes of the rows themselves that are selected clipped. */
  constructor(
    relations: RelationFinder,
    clipBytes: number | null,
    literal: SequelizeClass['literal'],
    clipped: Iterable<string> = [],
  ) {
    this.#relations = relations;
    this.#clipBytes = clipBytes;
    this.#literal = literal;
    this.#clipped = new Set(clipped);
  }

  /** To be spread into the options of the finder. */
  get option(): Readonly<Record<string, IncludedRecords>> {
    return { [optionName]: this };
  }

  /** Of the includes by name, once the finder has run. */
  get plans(): ReadonlyMap<string, IncludePlan> {
    return this.#plans;
  }

  /** What of the statement a person would not write, once the finder has run. */
  get additions(): readonly SqlAddition[] {
    return this.#additions;
  }

  async settle(options: object): Promise<void> {
    const attributes: unknown = Reflect.get(options, 'attributes');
    if (Array.isArray(attributes)) {
      Reflect.set(options, 'attributes', this.#withoutWhole(attributes as readonly AttributeItem[]));
    }
    const includes: unknown = Reflect.get(options, 'include');
    if (Array.isArray(includes))
      this.#plans = await this.#settleAll(includes as readonly SettledInclude[], null);
  }

  /** What a virtual attribute is made of is added whole beside what is there (_injectDependentVirtualAttributes). */
  #withoutWhole(attributes: readonly AttributeItem[]): readonly AttributeItem[] {
    return attributes.filter((item) => {
      const [column, name] = typeof item === 'string' ? [item, item] : item;
      return typeof column !== 'string' || !this.#clipped.has(name);
    });
  }

  /** `parent` is null for those of the main table. */
  async #settleAll(
    includes: readonly SettledInclude[],
    parent: { readonly internal: string; readonly external: string } | null,
  ): Promise<ReadonlyMap<string, IncludePlan>> {
    const plans = new Map<string, IncludePlan>();
    for (const include of includes) {
      if (include._pseudo === true) continue;
      plans.set(include.as, await this.#settleInclude(include, parent));
    }
    return plans;
  }

  async #settleInclude(
    include: SettledInclude,
    parent: { readonly internal: string; readonly external: string } | null,
  ): Promise<IncludePlan> {
    const { model, as } = include;
    const isSeparate = include.separate === true;
    // As Sequelize names joined tables and their columns (generateInclude); a separate include is the main table of its own.
    const internal = isSeparate ? model.name : parent === null ? as : `${parent.internal}->${as}`;
    const external = isSeparate ? '' : parent === null ? as : `${parent.external}.${as}`;
    if (canSettle(include)) listAttributes(include);
    const beside = canSettle(include) ? await this.#settleAttributes(include, internal, external) : [];
    const through =
      include.through == null || isSeparate ? null : await this.#settleThrough(include, internal, external);
    return {
      beside,
      made: new Set([...getterNames(model), ...virtualNames(model)]),
      children: await this.#settleAll(include.include ?? [], isSeparate ? null : { internal, external }),
      through,
    };
  }

  async #settleAttributes(
    include: SettledInclude,
    owner: string,
    external: string,
  ): Promise<readonly BesideAttribute[]> {
    const relation = await this.#relations.find(include.model, false);
    const kept = keyNames(include);
    const beside: BesideAttribute[] = [];
    const added: AttributeItem[] = [];
    const attributes = include.attributes.map((item): AttributeItem => {
      const name = typeof item === 'string' ? item : item[1];
      if (kept.has(name)) return item;
      const cell = this.#cellOf(relation, owner, item);
      if (cell === null) return item;
      const names = this.#namesBeside(cell, external);
      if (names === null) return item;
      beside.push({ attribute: name, valueName: null, clipName: names.clip, jsonName: names.json });
      added.push(...names.items);
      return cell.value === null ? item : this.#instead(cell, cell.value, name);
    });
    include.attributes = [...attributes, ...added];
    // What instances are built with where a scope chose the attributes.
    if (include.originalAttributes !== undefined) {
      include.originalAttributes = [...include.originalAttributes, ...added];
    }
    return beside;
  }

  /** Sequelize selects bare columns of a join table only: what is more is selected with the record it leads to. */
  async #settleThrough(
    include: SettledInclude,
    internal: string,
    external: string,
  ): Promise<IncludePlan['through']> {
    const { through } = include;
    if (through == null) return null;
    const relation = await this.#relations.find(through.model, false);
    const owner = `${internal}->${through.as}`;
    const beside: BesideAttribute[] = [];
    const kept = new Set([...through.model.primaryKeyAttributes, ...foreignKeys(through.model)]);
    through.attributes = through.attributes.filter((item) => {
      const name = typeof item === 'string' ? item : item[1];
      const cell = kept.has(name) ? null : this.#cellOf(relation, owner, item);
      const names = cell === null ? null : this.#namesBeside(cell, external);
      if (cell === null || names === null) return true;
      const valueName = cell.value === null ? null : this.#ownName();
      if (cell.value !== null && valueName !== null) {
        names.items.push(this.#instead(cell, cell.value, valueName));
      }
      include.attributes = [...include.attributes, ...names.items];
      if (include.originalAttributes !== undefined) {
        include.originalAttributes = [...include.originalAttributes, ...names.items];
      }
      beside.push({ attribute: name, valueName, clipName: names.clip, jsonName: names.json });
      return valueName === null;
    });
    return { as: through.as, beside };
  }

  /** Null for an expression, and for a column that is selected as it is. */
  #cellOf(relation: Relation | null, owner: string, item: AttributeItem): OwnedCell | null {
    const field = typeof item === 'string' ? item : item[0];
    const column = relation?.columns.find(({ name }) => name === field);
    if (column === undefined) return null;
    const expression = columnExpression(owner, column.name);
    const cell = cellSql(expression, column, this.#clipBytes);
    return cell.value === null && cell.exactJson === null ? null : { ...cell, expression };
  }

  #namesBeside(
    cell: OwnedCell,
    external: string,
  ): { readonly clip: string | null; readonly json: string | null; readonly items: AttributeItem[] } | null {
    const clip = cell.clipped === null ? null : this.#ownName();
    const json = cell.exactJson === null ? null : this.#ownName();
    const longest = `${external}.${this.#ownName()}`;
    // What the server cuts Sequelize does not find again.
    if (Buffer.byteLength(longest) > longestName) return null;
    const items: AttributeItem[] = [];
    if (clip !== null && cell.clipped !== null) items.push(this.#beside(cell.clipped, clip));
    if (json !== null && cell.exactJson !== null) items.push(this.#beside(cell.exactJson, json));
    return { clip, json, items };
  }

  #beside(sql: string, name: string): AttributeItem {
    this.#additions.push({ sql, column: null });
    return [this.#literal(sql), name];
  }

  #instead({ expression }: OwnedCell, sql: string, name: string): AttributeItem {
    this.#additions.push({ sql, column: { expression, name } });
    return [this.#literal(sql), name];
  }

  #ownName(): string {
    this.#count += 1;
    return `${ownPrefix}${this.#count}`;
  }
}
