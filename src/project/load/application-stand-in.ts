/**
 * Something to hand to `init(app)` of models that live behind a framework's plugin: it has the instance where such
 * functions look for it, takes in the models they leave there, and answers everything else with nothing in particular.
 */
import type { Sequelize } from 'sequelize';
import type { SequelizeClass } from '../modules/sequelize-package.ts';

/** One a call; `db.models` is live, so that a later file finds the models of an earlier one. */
export function applicationStandIn(instance: Sequelize, Sequelize: SequelizeClass): object {
  const places: Record<string, unknown> = { sequelize: instance, Sequelize, models: liveModels(instance) };
  const db = inertWith(places);
  // Feathers keeps what it shares under names of its own choice: `app.get('sequelizeClient')`.
  const get = (name: unknown): unknown =>
    /^(?:sequelize(?:client|instance)?|db|database|orm)$/i.test(String(name)) ? instance : inertWith({});
  return inertWith({ ...places, db, database: db, get });
}

/** The models of the instance by name; what is put in by hand is found again too. */
function liveModels(instance: Sequelize): object {
  const own: Record<string | symbol, unknown> = {};
  return new Proxy(own, {
    get: (target, key) => target[key] ?? (typeof key === 'string' ? instance.models[key] : undefined),
    has: (target, key) => key in target || key in instance.models,
    ownKeys: (target) => [...new Set([...Reflect.ownKeys(target), ...Object.keys(instance.models)])],
    getOwnPropertyDescriptor: (target, key) => ({
      value: target[key] ?? (typeof key === 'string' ? instance.models[key] : undefined),
      configurable: true,
      enumerable: true,
      writable: true,
    }),
  });
}

/** `values` by name; every other property is callable, constructible, of further such properties, and nothing as text. */
export function inertWith(values: Readonly<Record<string, unknown>>): object {
  // A function, for only those may be called and constructed through a proxy.
  const subject = function standIn(): void {
    return undefined;
  };
  const set = new Map<string | symbol, unknown>();
  const inert = (): object => inertWith({});
  return new Proxy(subject, {
    get(_target, key) {
      if (set.has(key)) return set.get(key);
      if (typeof key === 'string' && Object.hasOwn(values, key)) return values[key];
      if (key === Symbol.toPrimitive) return () => '';
      // Not a promise, not a list: waiting for it and walking through it end at once.
      if (key === 'then' || key === 'toJSON') return undefined;
      if (key === Symbol.iterator) return () => [][Symbol.iterator]();
      if (typeof key === 'symbol') return undefined;
      const value = inert();
      set.set(key, value);
      return value;
    },
    set(_target, key, value) {
      set.set(key, value);
      return true;
    },
    has: (_target, key) => set.has(key) || (typeof key === 'string' && Object.hasOwn(values, key)),
    apply: inert,
    construct: inert,
  });
}
