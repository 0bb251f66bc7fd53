/**
 * What each scope of a model does to the rows of a spec: the SQL it adds, the rows with it and those it hides. Every count is the
 * spec's own with that scope or without it, so that nothing is said of a scope that a page would not show.
 */
import type { Model, ModelStatic } from 'sequelize';
import { reportError, type ErrorReport } from '../errors.ts';
import { compileSpec } from './compile-spec.ts';
import { countModelRows } from './count-model.ts';
import { findModel } from './find-model.ts';
import { searchedRelation, type ModelReader } from './model-reader.ts';
import { sourceName, specFor, type QuerySpec, type ScopeUse, type Value } from './query-spec.ts';
import { addedBy, behindFrom, noParameters, parametersOf } from './scope-sql.ts';

export type LensCount =
  | { readonly type: 'counted'; readonly rows: number }
  /** Not counted within the limit. */
  | { readonly type: 'late'; readonly limitMs: number }
  | { readonly type: 'needs-arguments' }
  | { readonly type: 'failed'; readonly report: ErrorReport };

export interface ScopeGlance {
  /** `defaultScope` for the default one. */
  readonly name: string;
  /** Of a scope that is a function, as its source has them. */
  readonly parameters: readonly string[];
  /** Those that the spec gives it. */
  readonly arguments: readonly Value[];
  /** True when the spec's rows have it on. */
  readonly isApplied: boolean;
  /** What it puts behind FROM: joins, WHERE, ORDER BY, LIMIT. Empty for nothing, and where arguments are missing. */
  readonly sql: string;
  readonly hiddenColumns: readonly string[];
  readonly addedColumns: readonly string[];
  /** With it, beside the spec's other scopes. */
  readonly rows: LensCount;
  /** What it leaves out of the rows without it; null where either is not counted. Below zero where it brings the default scope's rows back. */
  readonly hides: number | null;
}

export interface ScopeLens {
  readonly model: string;
  /** The spec's rows as it stands. */
  readonly rows: LensCount;
  readonly scopes: readonly ScopeGlance[];
  /** Of a paranoid model: the rows that are not soft-deleted, and how many are; null for another. */
  readonly softDeleted: Pick<ScopeGlance, 'sql' | 'rows' | 'hides' | 'isApplied'> | null;
}

export interface LensOptions {
  readonly signal?: AbortSignal | undefined;
  /** For each count. */
  readonly limitMs?: number;
}

/** Counts that run at a time. */
const countsAtOnce = 2;

/** Rejects for a model or filter that is not right, and with kind `interrupted` after an abort; a count that fails is an answer. */
export async function readScopeLens(
  reader: ModelReader,
  asked: QuerySpec,
  { signal, limitMs = 3000 }: LensOptions = {},
): Promise<ScopeLens> {
  const spec: QuerySpec = { ...asked, grouping: null, limit: null, place: { type: 'start' }, order: [] };
  const model = findModel(sourceName(spec.source), reader.sequelize);
  compileSpec(spec, reader.sequelize, await searchedRelation(reader, spec));
  const counts = new LensCounts(reader, limitMs, signal);
  const uses = ['defaultScope', ...Object.keys(model.options.scopes ?? {})];
  const glances: Promise<ScopeGlance>[] = [];
  for (const name of new Set(uses)) glances.push(glanceAt(reader, model, spec, name, counts));
  const softDeleted = model.options.paranoid === true ? glanceAtDeleted(reader, spec, counts) : null;
  const [rows, scopes, deleted] = await Promise.all([counts.of(spec), Promise.all(glances), softDeleted]);
  return { model: model.name, rows, scopes, softDeleted: deleted };
}

async function glanceAt(
  reader: ModelReader,
  model: ModelStatic<Model>,
  spec: QuerySpec,
  name: string,
  counts: LensCounts,
): Promise<ScopeGlance> {
  const isDefault = name === 'defaultScope';
  const given = spec.scopes.find((use) => use.name === name);
  const others = spec.scopes.filter((use) => use.name !== name);
  const isApplied = isDefault
    ? !spec.isUnscoped && (others.length === 0 || given !== undefined)
    : given !== undefined;
  const { parameters, needed } = isDefault ? noParameters : parametersOf(model, name);
  const use: ScopeUse = given ?? { name, arguments: [] };
  const told = { name, parameters, arguments: use.arguments, isApplied };
  if (use.arguments.length === 0 && needed > 0) {
    const rows: LensCount = { type: 'needs-arguments' };
    return { ...told, sql: '', hiddenColumns: [], addedColumns: [], rows, hides: null };
  }
  const on: QuerySpec = {
    ...spec,
    isUnscoped: false,
    scopes: isDefault ? [use, ...others] : given === undefined ? [...spec.scopes, use] : spec.scopes,
  };
  const [rows, without, added] = await Promise.all([
    counts.of(on),
    counts.of({ ...spec, isUnscoped: true, scopes: others }),
    addedBy(reader, model, use),
  ]);
  return { ...told, ...added, rows, hides: difference(without, rows) };
}

async function glanceAtDeleted(
  reader: ModelReader,
  spec: QuerySpec,
  counts: LensCounts,
): Promise<NonNullable<ScopeLens['softDeleted']>> {
  const plain = { ...specFor(spec.source, null), isUnscoped: true };
  const [rows, all, sql] = await Promise.all([
    counts.of({ ...spec, softDeleted: 'hidden' }),
    counts.of({ ...spec, softDeleted: 'shown' }),
    behindFrom(reader, plain),
  ]);
  return { sql, rows, hides: difference(all, rows), isApplied: spec.softDeleted === 'hidden' };
}

function difference(more: LensCount, fewer: LensCount): number | null {
  return more.type === 'counted' && fewer.type === 'counted' ? more.rows - fewer.rows : null;
}

/** Counts, each once, and no more than a few at a time. */
class LensCounts {
  readonly #reader: ModelReader;
  readonly #limitMs: number;
  readonly #signal: AbortSignal | undefined;
  readonly #known = new Map<string, Promise<LensCount>>();
  readonly #lanes: Promise<unknown>[] = Array.from({ length: countsAtOnce }, () => Promise.resolve());
  #next = 0;

  constructor(reader: ModelReader, limitMs: number, signal: AbortSignal | undefined) {
    this.#reader = reader;
    this.#limitMs = limitMs;
    this.#signal = signal;
  }

  of(spec: QuerySpec): Promise<LensCount> {
    const key = JSON.stringify([spec.scopes, spec.isUnscoped, spec.softDeleted], (_key, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const lane = this.#next++ % countsAtOnce;
    const counting = (this.#lanes[lane] ?? Promise.resolve()).then(() => this.#count(spec));
    this.#lanes[lane] = counting.catch(() => undefined);
    this.#known.set(key, counting);
    return counting;
  }

  async #count(spec: QuerySpec): Promise<LensCount> {
    const late = AbortSignal.timeout(this.#limitMs);
    const signal = this.#signal === undefined ? late : AbortSignal.any([this.#signal, late]);
    try {
      const { count } = await countModelRows(this.#reader, spec, signal);
      return { type: 'counted', rows: count };
    } catch (error) {
      if (this.#signal?.aborted === true) throw error;
      if (late.aborted) return { type: 'late', limitMs: this.#limitMs };
      return { type: 'failed', report: reportError(error) };
    }
  }
}
