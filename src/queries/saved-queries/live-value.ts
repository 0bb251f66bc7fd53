/** Values that code made, as the reader of pasted code has them: finder options are then read in one place only. */
import type { Sequelize } from 'sequelize';
import { plainValue } from '../plain-value.ts';
import { isAssociation, isPlain } from '../code/write-value.ts';
import { SqlMethods } from '../code/sql-methods.ts';
import type { Static, StaticEntry } from '../code/read/static.ts';
import { sequelizeClassOf } from '../sequelize-class.ts';

export function staticOf(value: unknown, sequelize: Sequelize): Static {
  const { Op } = sequelizeClassOf(sequelize);
  const operators = new Map(Object.entries(Op).map(([name, symbol]) => [symbol as symbol, name]));
  const methods = new SqlMethods(sequelizeClassOf(sequelize));
  const at = 0;

  function read(held: unknown): Static {
    if (held === null || ['undefined', 'string', 'number', 'boolean', 'bigint'].includes(typeof held)) {
      return { type: 'value', at, value: held as string | number | boolean | bigint | null | undefined };
    }
    if (held instanceof Date || held instanceof Uint8Array) return { type: 'value', at, value: held };
    // A model is a class, named by its model name.
    if (typeof held === 'function') return { type: 'name', at, name: held.name };
    if (Array.isArray(held)) return { type: 'list', at, items: held.map(read) };
    if (isAssociation(held)) return { type: 'value', at, value: held.as };
    const method = typeof held === 'object' ? methods.partsOf(held) : null;
    if (method !== null) {
      return { type: 'method', at, name: method.name, arguments: method.arguments.map(read), note: null };
    }
    if (!isPlain(held)) return { type: 'value', at, value: JSON.stringify(plainValue(held)) };
    const entries = Reflect.ownKeys(held).flatMap((key): readonly StaticEntry[] => {
      const name = typeof key === 'symbol' ? (operators.get(key) ?? String(key)) : key;
      return [
        { at, key: { type: typeof key === 'symbol' ? 'operator' : 'name', name }, value: read(held[key]) },
      ];
    });
    return { type: 'object', at, entries };
  }
  return read(value);
}
