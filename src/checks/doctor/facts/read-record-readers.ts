/**
 * Getters and `afterFind` hooks whose source calls an association's own methods: each record that is read reads once more. Only the
 * source is looked at; nothing is called.
 */
import type { Model, ModelStatic } from 'sequelize';
import { isRecord } from '../../../project/modules/module-values.ts';
import type { RecordReader } from './model-facts.ts';

export function readRecordReaders(model: ModelStatic<Model>): readonly RecordReader[] {
  const reading = readingMethods(model);
  if (reading.length === 0) return [];
  const attributes: unknown = Reflect.get(model, 'rawAttributes');
  const getters = Object.entries(isRecord(attributes) ? attributes : {}).flatMap(([attribute, definition]) =>
    isRecord(definition) ? [{ where: `getter "${attribute}"`, attribute, code: definition.get }] : [],
  );
  const hooks = hooksOf(model).map((code) => ({ where: 'hook "afterFind"', attribute: null, code }));
  return [...getters, ...hooks].flatMap(({ where, attribute, code }) => {
    const calls = typeof code === 'function' ? methodCalled(code, reading) : null;
    return calls === null ? [] : [{ where, attribute, calls: calls.name, association: calls.association }];
  });
}

interface ReadingMethod {
  readonly name: string;
  readonly association: string;
}

/** `getDevices`, `countDevices`: what reads; `addDevice` writes. */
function readingMethods(model: ModelStatic<Model>): readonly ReadingMethod[] {
  return Object.values(model.associations).flatMap((association) => {
    const accessors: unknown = Reflect.get(association, 'accessors');
    if (!isRecord(accessors)) return [];
    return [accessors.get, accessors.count, accessors.hasSingle, accessors.hasAll].flatMap((name) =>
      typeof name === 'string' ? [{ name, association: association.as }] : [],
    );
  });
}

/** A hook is a function, or an object with one (sequelize/lib/hooks.js). */
function hooksOf(model: ModelStatic<Model>): readonly unknown[] {
  const hooks: unknown = model.options.hooks;
  const found: unknown = isRecord(hooks) ? hooks.afterFind : undefined;
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  return list.map((hook) => (isRecord(hook) ? hook.fn : hook));
}

function methodCalled(code: object, methods: readonly ReadingMethod[]): ReadingMethod | null {
  const source = Function.prototype.toString.call(code);
  return methods.find(({ name }) => source.includes(`.${name}(`)) ?? null;
}
