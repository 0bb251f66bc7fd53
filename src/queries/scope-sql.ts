/** What a scope means in SQL: the finder's statement with it, on a connection that executes nothing. */
import type { Model, ModelStatic } from 'sequelize';
import { functionParameters } from '../project/modules/function-parameters.ts';
import { compileSpec, noRelations } from './compile-spec.ts';
import { findModel } from './find-model.ts';
import { attributesOf } from './model-attributes.ts';
import { recordStatement, type ModelReader } from './model-reader.ts';
import { ModelColumns } from './model-columns.ts';
import { specFor, type QuerySpec, type ScopeUse } from './query-spec.ts';

export interface AddedByScope {
  /** What it puts behind FROM: joins, WHERE, ORDER BY, LIMIT. Empty for nothing, and where that cannot be told. */
  readonly sql: string;
  readonly hiddenColumns: readonly string[];
  readonly addedColumns: readonly string[];
  /** Why nothing can be told: what its own function threw; left out where it threw nothing. */
  readonly failure?: string;
}

/** One scope of a model, as its description has it. */
export interface ScopeMeaning extends AddedByScope {
  /** `defaultScope` for the default one. */
  readonly name: string;
  /** Of a scope that is a function, as its source has them. */
  readonly parameters: readonly string[];
  /** False for a function that cannot be called without values, or failed: then it says nothing. */
  readonly isKnown: boolean;
}

export interface ScopeMeanings {
  /** The default one first, where there is one. */
  readonly scopes: readonly ScopeMeaning[];
  /** What leaves out soft-deleted rows of a paranoid model; null for another. */
  readonly softDeleted: string | null;
}

/** Every scope alone. Runs the project's scope functions that need no value, and the model's hooks for finders. */
export async function readScopeMeanings(reader: ModelReader, name: string): Promise<ScopeMeanings> {
  const model = findModel(name, reader.sequelize);
  const hasDefault = Object.keys(model.options.defaultScope ?? {}).length > 0;
  const names = new Set([
    ...(hasDefault ? ['defaultScope'] : []),
    ...Object.keys(model.options.scopes ?? {}),
  ]);
  const scopes: ScopeMeaning[] = [];
  for (const scope of names) {
    const { parameters, needed } = scope === 'defaultScope' ? noParameters : parametersOf(model, scope);
    const added = needed > 0 ? nothing : await addedBy(reader, model, { name: scope, arguments: [] });
    scopes.push({ name: scope, parameters, isKnown: needed === 0 && added.failure === undefined, ...added });
  }
  const plain = { ...specFor({ type: 'model', name: model.name }, null), isUnscoped: true };
  const isParanoid = model.options.paranoid === true;
  return { scopes, softDeleted: isParanoid ? await behindFrom(reader, plain) : null };
}

const nothing: AddedByScope = { sql: '', hiddenColumns: [], addedColumns: [] };

/** What the scope alone brings; nothing where its own function fails. */
export async function addedBy(
  reader: ModelReader,
  model: ModelStatic<Model>,
  use: ScopeUse,
): Promise<AddedByScope> {
  const source = { type: 'model' as const, name: model.name };
  const alone: QuerySpec = { ...specFor(source, null), scopes: [use], softDeleted: 'shown' };
  try {
    const { model: scoped, scope } = compileSpec(alone, reader.sequelize, noRelations);
    const items = new ModelColumns(scoped, scope, [], null).all();
    const names = new Set(items.map((item) => (typeof item === 'string' ? item : item[1])));
    const known = [...attributesOf(model).keys()];
    return {
      sql: await behindFrom(reader, alone),
      hiddenColumns: known.filter((name) => !names.has(name)),
      addedColumns: [...names].filter((name) => !known.includes(name)),
    };
  } catch (error) {
    return { ...nothing, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** The finder's statement behind the name of its table; the whole of it where the rows are a subquery of their own. */
export async function behindFrom(reader: ModelReader, spec: QuerySpec): Promise<string> {
  const bare: QuerySpec = {
    ...specFor(spec.source, null),
    isUnscoped: true,
    columns: [],
    softDeleted: 'shown',
  };
  const write = async (one: QuerySpec): Promise<string> => {
    const { sql } = await recordStatement(reader, one, compileSpec(one, reader.sequelize, noRelations));
    return sql.replace(/;\s*$/, '');
  };
  const plain = await write(bare);
  const from = plain.slice(plain.lastIndexOf(' FROM '));
  const whole = await write(spec);
  const place = whole.indexOf(from);
  const isSubquery = whole.slice(0, Math.max(place, 0)).includes(' FROM (');
  return place === -1 || isSubquery ? whole : whole.slice(place + from.length).trim();
}

export interface ScopeParameters {
  readonly parameters: readonly string[];
  /** Those before the first that has a value of its own. */
  readonly needed: number;
}

export const noParameters: ScopeParameters = { parameters: [], needed: 0 };

export function parametersOf(model: ModelStatic<Model>, name: string): ScopeParameters {
  const scope: unknown = Reflect.get(model.options.scopes ?? {}, name);
  if (typeof scope !== 'function') return noParameters;
  // A project's function, of which only the source is looked at.
  const parameters = functionParameters(scope as (...values: never[]) => unknown);
  return { parameters, needed: scope.length };
}
