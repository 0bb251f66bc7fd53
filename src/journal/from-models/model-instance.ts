/**
 * The application's models on another database, without a change to the application: each model is called through an object that
 * inherits from it and belongs to a twin of its instance, whose connections go elsewhere. No hook of the project runs on the twin.
 */
import type { Model, ModelStatic, Sequelize } from 'sequelize';
import type { ConnectionTarget } from '../../database/target.ts';
import { isKeyAction, keyRules, type SaidRule, saidRules } from './key-rules.ts';
import { type MutableSettings, overrideConnection } from '../../project/load/connection-override.ts';

export type AnyModel = ModelStatic<Model>;

/** The parts of Sequelize 5 and 6 that its typings leave out (lib/sequelize.js). */
export interface InnerSequelize {
  config: MutableSettings;
  options: MutableSettings;
  dialect: object;
  connectionManager: { close: () => Promise<void> };
  queryInterface: object;
  runHooks: () => Promise<void>;
}

export interface ModelTwins {
  readonly sequelize: Sequelize;
  readonly twinOf: (model: AnyModel) => AnyModel;
  readonly close: () => Promise<void>;
}

type Constructor = new (...values: readonly unknown[]) => never;

export function openTwins(original: Sequelize, target: ConnectionTarget): ModelTwins {
  const inner = original as unknown as InnerSequelize;
  // What inherits from an instance has all that it has.
  const twin = Object.create(inner) as InnerSequelize;
  twin.config = { ...inner.config };
  // Another server may have another version.
  twin.options = { ...inner.options, hooks: {}, databaseVersion: 0 };
  const mode = { readOnly: false, statementTimeoutMs: null };
  overrideConnection(twin.config, twin.options, { target, mode, onStatement: () => undefined });
  const { statement_timeout: _timeout, ...dialectOptions } = twin.options[
    'dialectOptions'
  ] as MutableSettings;
  const pool = { ...(twin.options['pool'] as object), max: 1, min: 0 };
  twin.options = { ...twin.options, logging: false, dialectOptions, pool, replication: false };
  Object.assign(twin.config, { dialectOptions, pool, replication: false, ssl: undefined });
  twin.runHooks = () => Promise.resolve();
  const dialect = Object.create(inner.dialect) as InnerSequelize;
  const Manager = inner.connectionManager.constructor as Constructor;
  twin.dialect = dialect;
  twin.connectionManager = new Manager(dialect, twin);
  dialect.connectionManager = twin.connectionManager;
  const queryInterface = original.getQueryInterface();
  const Interface = queryInterface.constructor as Constructor;
  // It asks its instance for the server's version, which the application's may never have heard. Sequelize 5 has none of its own.
  const { queryGenerator } = queryInterface as { readonly queryGenerator?: unknown };
  const generator: unknown =
    typeof queryGenerator === 'object' && queryGenerator !== null
      ? Object.create(queryGenerator, { sequelize: { value: twin } })
      : undefined;
  twin.queryInterface = new Interface(twin, generator);
  const sequelize = twin as unknown as Sequelize;
  const said = saidRules(Object.values(original.models));
  return {
    sequelize,
    twinOf: (model) =>
      Object.create(model, {
        sequelize: { value: sequelize },
        tableAttributes: { value: syncedAttributes(model, said) },
      }) as AnyModel,
    close: () => twin.connectionManager.close(),
  };
}

/**
 * What is to be synchronised: with the rules of keys that an association says in words, where the server knows them, and without a second
 * default beside a SERIAL's own, which the server refuses and Sequelize would write for `defaultValue: null`.
 */
function syncedAttributes(model: AnyModel, said: readonly SaidRule[]): MutableSettings {
  // Sequelize 6, lib/model.js; its typings leave it out.
  const { tableAttributes } = model as unknown as {
    readonly tableAttributes: Record<string, MutableSettings>;
  };
  const rules = new Map(keyRules(model, said).map((rule) => [rule.attribute, rule]));
  return Object.fromEntries(
    Object.entries(tableAttributes).map(([name, attribute]) => {
      const rule = rules.get(name);
      const known = (text: string | null | undefined, own: unknown) => (isKeyAction(text) ? text : own);
      return [
        name,
        {
          ...attribute,
          ...(attribute['autoIncrement'] === true ? { defaultValue: undefined } : {}),
          ...(rule === undefined
            ? {}
            : {
                onDelete: known(rule.onDelete, attribute['onDelete']),
                onUpdate: known(rule.onUpdate, attribute['onUpdate']),
              }),
        },
      ];
    }),
  );
}
