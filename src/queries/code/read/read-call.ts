/** The finder call of pasted code → QuerySpec: its model, its scopes, its key or column, the record that a getter starts from. */
import type { CallExpression, Expression } from 'acorn';
import type { Model, ModelStatic } from 'sequelize';
import { ConsoleError } from '../../../errors.ts';
import { findModel } from '../../find-model.ts';
import { conditionText } from '../../filter/write-condition.ts';
import { specFor, type QuerySpec, type RelatedTo, type ScopeUse, type Value } from '../../query-spec.ts';
import { joinedTableOf } from '../../related-rows.ts';
import { scopeModel } from '../../scope-model.ts';
import type { FaultSource } from './code-source.ts';
import { calleeName, type FinderCall } from './find-call.ts';
import { memberName } from './member-name.ts';
import { readOptions } from './read-options.ts';
import { textOf, type ReadingOptions } from './reading.ts';
import { readWhere } from './read-where.ts';
import type { Static } from './static.ts';
import type { StaticReader } from './static-value.ts';

/** Throws with the place of what no spec can say, or what is wrong with a name. */
export function readCall(call: FinderCall, values: StaticReader, reading: ReadingOptions): QuerySpec {
  return new CallReader(call, values, reading).read();
}

class CallReader {
  readonly #call: FinderCall;
  readonly #values: StaticReader;
  readonly #reading: ReadingOptions;
  readonly #source: FaultSource;

  constructor(call: FinderCall, values: StaticReader, reading: ReadingOptions) {
    this.#call = call;
    this.#values = values;
    this.#reading = reading;
    this.#source = reading.source;
  }

  read(): QuerySpec {
    const { method, before } = this.#call;
    const base = this.#model(this.#call.base);
    if (calleeName(before[0]) === 'build') return this.#getter(base);
    const scopes = this.#scopes(before);
    const [first, second] = this.#call.arguments.map((argument) => this.#value(argument));
    const isKeyed = method === 'findByPk';
    const isOfColumn = method === 'sum' || method === 'min' || method === 'max';
    const { scope: _scope, ...parts } = readOptions(
      isKeyed || isOfColumn ? second : first,
      base,
      this.#scoped(base, scopes),
    );
    const spec: QuerySpec = { ...specFor({ type: 'model', name: base.name }, null), ...scopes, ...parts };
    switch (method) {
      case 'findOne':
        return { ...spec, limit: 1 };
      case 'findByPk':
        return { ...spec, filter: this.#keyFilter(first, base) };
      case 'count':
        return {
          ...spec,
          grouping: { by: [], aggregates: [{ function: 'count', attribute: null, isDistinct: false }] },
        };
      case 'sum':
      case 'min':
      case 'max': {
        const attribute = textOf(first);
        if (attribute === null) throw this.#fault(first?.at, `\`${method}\` takes an attribute`, 'Name one.');
        return {
          ...spec,
          grouping: { by: [], aggregates: [{ function: method, attribute, isDistinct: false }] },
        };
      }
      default:
        return spec;
    }
  }

  /** `Shelf.build({ code: 'A' }).getBooks(…)`. */
  #getter(model: ModelStatic<Model>): QuerySpec {
    const [build] = this.#call.before;
    const association = Object.values(model.associations).find((candidate) => {
      const accessors: unknown = Reflect.get(candidate, 'accessors');
      return (
        typeof accessors === 'object' &&
        accessors !== null &&
        Reflect.get(accessors, 'get') === this.#call.method
      );
    });
    if (association === undefined) {
      throw this.#fault(
        this.#call.at,
        `model "${model.name}" has no association with \`${this.#call.method}\``,
        'Name one that it has.',
      );
    }
    const keyName: unknown = Reflect.get(
      association,
      association.associationType === 'BelongsTo' ? 'foreignKey' : 'sourceKey',
    );
    const [record] = build === undefined ? [] : build.arguments.map((argument) => this.#value(argument));
    const held =
      record?.type === 'object' ? record.entries.find(({ key }) => key.name === keyName)?.value : undefined;
    if (held?.type !== 'value' || held.value === undefined) {
      throw this.#fault(
        record?.at,
        `the record has no "${String(keyName)}" to start from`,
        'Give it to `build`.',
      );
    }
    const relatedTo: RelatedTo = { model: model.name, association: association.as, value: held.value };
    const [options] = this.#call.arguments.map((argument) => this.#value(argument));
    const { target } = association;
    const joined = joinedTableOf(
      { relatedTo, source: { type: 'model', name: target.name } },
      this.#reading.sequelize,
    );
    const scope =
      options?.type === 'object' ? options.entries.find(({ key }) => key.name === 'scope')?.value : undefined;
    const isUnscoped = scope?.type === 'value' && scope.value === false;
    const scopes = scope === undefined || isUnscoped ? [] : this.#scopeUses([scope]);
    const used = { scopes, isUnscoped };
    const { scope: _scope, ...parts } = readOptions(options, target, {
      ...this.#scoped(target, used),
      joined,
    });
    return { ...specFor({ type: 'model', name: target.name }, null), ...parts, relatedTo, ...used };
  }

  #scoped(model: ModelStatic<Model>, scopes: Pick<QuerySpec, 'scopes' | 'isUnscoped'>): ReadingOptions {
    return { ...this.#reading, scopeAttributes: scopeModel(model, scopes).scope.attributes };
  }

  #keyFilter(key: Static | undefined, model: ModelStatic<Model>): string {
    const [name] = model.primaryKeyAttributes;
    if (key === undefined || name === undefined) throw this.#fault(key?.at, 'there is no key', 'Give one.');
    const where: Static = {
      type: 'object',
      at: key.at,
      entries: [{ at: key.at, key: { type: 'name', name }, value: key }],
    };
    const condition = readWhere(where, model, this.#reading);
    return condition === null ? '' : conditionText(condition);
  }

  #scopes(before: readonly CallExpression[]): Pick<QuerySpec, 'scopes' | 'isUnscoped'> {
    let found: Pick<QuerySpec, 'scopes' | 'isUnscoped'> = { scopes: [], isUnscoped: false };
    for (const call of before) {
      const name = calleeName(call);
      const uses = call.arguments.map((argument) => this.#value(argument));
      if (name === 'unscoped' || (name === 'scope' && isNothing(uses[0]))) {
        found = { scopes: [], isUnscoped: true };
      } else if (name === 'scope') {
        // A second scope() takes the first one off (lib/model.js, scope).
        found = { scopes: this.#scopeUses(uses), isUnscoped: false };
      } else {
        throw this.#fault(
          call.start,
          `\`${name ?? 'a call'}\` stands between the model and its finder`,
          'Leave it out.',
        );
      }
    }
    return found;
  }

  #scopeUses(uses: readonly Static[]): readonly ScopeUse[] {
    return uses.flatMap((use): readonly ScopeUse[] => {
      if (use.type === 'list') return this.#scopeUses(use.items);
      const name = textOf(use);
      if (name !== null) return [{ name, arguments: [] }];
      const method =
        use.type === 'object' ? use.entries.find(({ key }) => key.name === 'method')?.value : undefined;
      const [first, ...rest] = method?.type === 'list' ? method.items : method === undefined ? [] : [method];
      const called = textOf(first);
      if (called !== null) return [{ name: called, arguments: rest.map((value) => this.#plain(value)) }];
      throw this.#fault(
        use.at,
        'a scope is used by its name',
        'Write it as in `scope("active")` or `scope({ method: ["registeredSince", "2026-01-01"] })`.',
      );
    });
  }

  #plain(value: Static): Value {
    switch (value.type) {
      case 'value':
        return value.value ?? null;
      case 'list':
        return value.items.map((item) => this.#plain(item));
      case 'object':
        return Object.fromEntries(value.entries.map((entry) => [entry.key.name, this.#plain(entry.value)]));
      case 'method':
      case 'name':
        throw this.#fault(value.at, 'an argument of a scope is a plain value', 'Write the value itself.');
    }
  }

  #value(argument: CallExpression['arguments'][number]): Static {
    if (argument.type === 'SpreadElement')
      throw this.#fault(argument.start, 'a spread is only known when the code runs', 'Write the values.');
    return this.#values.read(argument);
  }

  /** `User`, `models.User`, `sequelize.model('User')`. */
  #model(base: Expression): ModelStatic<Model> {
    const read = base.type === 'CallExpression' ? this.#values.read(base) : null;
    const name = read?.type === 'name' ? read.name : memberName(base);
    if (name === null)
      throw this.#fault(base.start, 'the model is not named', 'Write it as in `User.findAll()`.');
    try {
      return findModel(name, this.#reading.sequelize);
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error;
      throw this.#source.fault(base.start, `there is no model "${name}"`, error.remedy, error.code);
    }
  }

  #fault(at: number | undefined, explanation: string, remedy: string): Error {
    return this.#source.fault(at ?? this.#call.at, explanation, remedy);
  }
}

function isNothing(use: Static | undefined): boolean {
  return use === undefined || (use.type === 'value' && (use.value === null || use.value === undefined));
}
