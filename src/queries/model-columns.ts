/**
 * Which of a model's attributes a spec names, in `columns` and `order`: by attribute or column name, or by the name that a scope
 * gives a computed attribute or an included association.
 */
import type { Model, ModelAttributeColumnOptions, ModelStatic, ProjectionAlias } from 'sequelize';
import { ConsoleError } from '../errors.ts';
import { listNames, unknownName } from './find-model.ts';
import type { JoinedTable } from './joined-table.ts';
import { attributesOf } from './model-attributes.ts';
import type { OrderTerm } from './query-spec.ts';
import type { ScopeOptions } from './scope-model.ts';
import { isVirtualType } from './value-kind.ts';

/** What `attributes` of a finder lists: an attribute, or an expression and its name. */
export type AttributeItem = string | ProjectionAlias;

export interface NamedColumns {
  /** The names as the instances will have them, in the order asked for. */
  readonly names: readonly string[];
  /** What Sequelize must read for them. */
  readonly attributes: AttributeItem[];
}

/** Everything a row of a scoped model can be asked for by name. */
export class ModelColumns {
  readonly #model: ModelStatic<Model>;
  readonly #scope: ScopeOptions;
  readonly #attributes: ReadonlyMap<string, ModelAttributeColumnOptions>;
  readonly #byColumn: ReadonlyMap<string, string>;
  readonly #computed: ReadonlyMap<string, ProjectionAlias>;
  readonly #included: ReadonlySet<string>;
  readonly #joined: JoinedTable | null;

  /** `included` are the names under which records are included, whoever asks for them. */
  constructor(
    model: ModelStatic<Model>,
    scope: ScopeOptions,
    included: readonly string[],
    joined: JoinedTable | null,
  ) {
    this.#model = model;
    this.#scope = scope;
    this.#attributes = attributesOf(model);
    this.#byColumn = new Map(
      Array.from(this.#attributes, ([name, attribute]) => [attribute.field ?? name, name]),
    );
    this.#computed = new Map(computedAttributes(scope).map((item) => [item[1], item]));
    this.#included = new Set([...included, ...(joined?.names ?? [])]);
    this.#joined = joined;
  }

  /** What the finder would read by itself: all attributes, or what the scopes make of them (lib/model.js, _expandAttributes). */
  all(): readonly AttributeItem[] {
    const { attributes } = this.#scope;
    // Sequelize takes expressions too, but always with a name beside them.
    if (Array.isArray(attributes)) return attributes;
    const excluded = new Set(attributes?.exclude ?? []);
    const included = (attributes?.include ?? []) as readonly AttributeItem[]; // as above
    return [...[...this.#attributes.keys()].filter((name) => !excluded.has(name)), ...included];
  }

  /** `needed` are read beside them. Throws `unknown-attribute`. */
  select(columns: readonly string[], needed: readonly string[] = []): NamedColumns {
    const names = [...new Set(columns.map((column) => this.#resolve(column)))];
    const attributes = names
      .filter((name) => !this.#included.has(name))
      .map((name) => this.#computed.get(name) ?? name);
    // A SELECT of nothing is refused by Sequelize; virtual attributes and associations read none by themselves.
    const isEmpty = attributes.every((item) => typeof item === 'string' && this.#isVirtual(item));
    const keys = this.#model.primaryKeyAttributes;
    const stored = [...this.#attributes.keys()].filter((name) => !this.#isVirtual(name));
    const beside = isEmpty ? [...(keys.length > 0 ? keys : stored), ...needed] : needed;
    return {
      names,
      attributes: [...new Set(beside.filter((name) => !names.includes(name))), ...attributes],
    };
  }

  /**
   * The terms by attribute name, each attribute once. Throws `unknown-attribute`, or `virtual-attribute` for one that the server
   * cannot order by.
   */
  order(terms: readonly OrderTerm[]): readonly OrderTerm[] {
    const resolved = terms.map((term): OrderTerm => {
      const name = this.#resolve(term.attribute);
      if (this.#hasNoColumn(name)) {
        throw new ConsoleError(`Rows cannot be ordered by "${name}", which has no column.`, {
          code: 'virtual-attribute',
          kind: 'usage',
          remedy: 'Order by an attribute that is stored.',
        });
      }
      return { ...term, attribute: name };
    });
    return resolved.filter(
      ({ attribute }, index) => resolved.findIndex((term) => term.attribute === attribute) === index,
    );
  }

  #hasNoColumn(name: string): boolean {
    const joined = this.#joined?.attributeOf(name) ?? null;
    if (joined !== null) return this.#joined?.isVirtual(joined) === true;
    return this.#included.has(name) || this.#isVirtual(name);
  }

  #isVirtual(name: string): boolean {
    return isVirtualType(this.#attributes.get(name)?.type);
  }

  #resolve(name: string): string {
    if (this.#attributes.has(name) || this.#computed.has(name) || this.#included.has(name)) return name;
    const attribute = this.#byColumn.get(name);
    if (attribute !== undefined) return attribute;
    const known = [...this.#attributes.keys(), ...this.#computed.keys(), ...this.#included];
    throw unknownName({
      code: 'unknown-attribute',
      message: `Model "${this.#model.name}" has no attribute "${name}".`,
      name,
      known,
      otherwise: `Known are ${listNames(known)}.`,
    });
  }
}

/** The `[expression, name]` items of a scope's attributes. */
function computedAttributes({ attributes }: ScopeOptions): readonly ProjectionAlias[] {
  const items = Array.isArray(attributes) ? attributes : (attributes?.include ?? []);
  return items.filter((item): item is ProjectionAlias => Array.isArray(item));
}
