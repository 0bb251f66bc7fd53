/**
 * What `up` and `down` are handed, by what they ask for: `(queryInterface, Sequelize)` of sequelize-cli, or one object, as
 * umzug and the runners written around it pass it: `({ context })`, `({ queryInterface })`, `(params)`.
 */
import type { QueryInterface, Sequelize } from 'sequelize';
import type { ContextPart } from '../project/project.ts';
import { functionParameters } from '../project/modules/function-parameters.ts';

/** Names under which the first parameter is the query interface itself. */
const queryInterfaceName = /^_?(?:\w*query_?interface\w*|qi|q|query|migration|db|database|iface|i)$/i;

/** True when the function takes one object that holds what it needs, and not the query interface. */
export function takesOneObject(method: (...values: never[]) => unknown): boolean {
  const [first, second] = functionParameters(method);
  if (first === undefined) return false;
  if (first.startsWith('{')) return true;
  return second === undefined && !queryInterfaceName.test(first);
}

/** `name` and `path` are the entry's, as umzug gives them; `names` are further properties of the runner's context. */
export function migrationArguments(
  method: (...values: never[]) => unknown,
  sequelize: Sequelize,
  entry: { readonly name: string; readonly path: string },
  names: Readonly<Record<string, ContextPart>> = {},
): readonly unknown[] {
  const queryInterface = sequelize.getQueryInterface();
  if (!takesOneObject(method)) return [queryInterface, sequelize.Sequelize];
  const context = contextOf(queryInterface, sequelize, names);
  return [
    extend(queryInterface, [context], { name: entry.name, path: entry.path, context }),
    sequelize.Sequelize,
  ];
}

/** Umzug's context is the runner's own choice: the query interface, the instance, or an object of both and the types. */
function contextOf(
  queryInterface: QueryInterface,
  sequelize: Sequelize,
  names: Readonly<Record<string, ContextPart>>,
): object {
  const { Sequelize: SequelizeClass } = sequelize;
  const parts: Readonly<Record<ContextPart, unknown>> = {
    queryInterface,
    sequelize,
    Sequelize: SequelizeClass,
    // A static of the class, which the typings know as an export of the package only.
    DataTypes: (SequelizeClass as unknown as { readonly DataTypes: unknown }).DataTypes,
  };
  return extend(queryInterface, [sequelize], {
    ...parts,
    qi: queryInterface,
    db: sequelize,
    connection: sequelize,
    SequelizeCtor: SequelizeClass,
    ...Object.fromEntries(Object.entries(names).map(([name, part]) => [name, parts[part]])),
  });
}

/** `base` with further properties, and those of `others` where it has none itself; methods keep their own `this`. */
function extend(base: object, others: readonly object[], values: Readonly<Record<string, unknown>>): object {
  return new Proxy(base, {
    get(_target, key) {
      if (typeof key === 'string' && Object.hasOwn(values, key)) return values[key];
      const owner = [base, ...others].find((candidate) => key in candidate);
      if (owner === undefined) return undefined;
      const value: unknown = Reflect.get(owner, key);
      // Sequelize's classes hang off the instance too; a class is not to be bound.
      const isMethod = typeof value === 'function' && !/^class\b/.test(String(value));
      return isMethod ? (value.bind(owner) as unknown) : value;
    },
    has: (_target, key) =>
      (typeof key === 'string' && Object.hasOwn(values, key)) ||
      [base, ...others].some((candidate) => key in candidate),
  });
}
