/**
 * What `sequelize.literal()`, `fn()`, `col()`, `cast()`, `where()` and `json()` returned, taken apart into the call that made it. The
 * fields are those of the classes in lib/utils/sequelize-method.js.
 */
import type { SequelizeClass } from '../sequelize-class.ts';

export interface SqlMethodCall {
  readonly name: MethodName;
  readonly arguments: readonly unknown[];
}

type MethodName = 'literal' | 'col' | 'fn' | 'cast' | 'where' | 'json';

/** Of every 6.x; Sequelize's types say less of what they return. */
interface Makers {
  readonly literal: (text: string) => object;
  readonly col: (name: string) => object;
  readonly fn: (name: string) => object;
  readonly cast: (value: unknown, type: string) => object;
  readonly where: (value: object, logic: unknown) => object;
  readonly json: (path: string) => object;
}

export class SqlMethods {
  readonly #classes: ReadonlyMap<unknown, MethodName>;

  constructor(sequelizeClass: SequelizeClass) {
    const makers = sequelizeClass as unknown as Makers; // see there
    const column = makers.col('a');
    this.#classes = new Map<unknown, MethodName>([
      [makers.literal('').constructor, 'literal'],
      [column.constructor, 'col'],
      [makers.fn('f').constructor, 'fn'],
      [makers.cast('', 't').constructor, 'cast'],
      [makers.where(column, null).constructor, 'where'],
      [makers.json('a.b').constructor, 'json'],
    ]);
  }

  /** Null for what none of them made. */
  partsOf(value: object): SqlMethodCall | null {
    const name = this.#classes.get(value.constructor);
    if (name === undefined) return null;
    const at = (field: string): unknown => Reflect.get(value, field);
    switch (name) {
      case 'literal':
        return { name, arguments: [at('val')] };
      case 'col':
        return { name, arguments: [at('col')] };
      case 'fn': {
        const values = at('args');
        return {
          name,
          arguments: [at('fn'), ...(Array.isArray(values) ? (values as readonly unknown[]) : [])],
        };
      }
      case 'cast':
        return { name, arguments: [at('val'), at('type')] };
      case 'where': {
        const comparator = at('comparator');
        return {
          name,
          arguments: [at('attribute'), ...(comparator === '=' ? [] : [comparator]), at('logic')],
        };
      }
      case 'json': {
        const conditions = at('conditions');
        if (conditions !== undefined) return { name, arguments: [conditions] };
        return { name, arguments: [at('path'), ...(at('value') === undefined ? [] : [at('value')])] };
      }
    }
  }
}
