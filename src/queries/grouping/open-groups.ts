/** Reads groups of rows, of a model or of a table: what the door of the room hands every spec with a grouping to. */
import type { Database } from '../../database/client.ts';
import type { ModelReader } from '../model-reader.ts';
import type { Page, QuerySpec, RowCount, RowEstimate } from '../query-spec.ts';
import { compileModelGroups, countModelGroups, estimateModelGroups, readModelGroups } from './group-model.ts';
import { compileTableGroups, countTableGroups, estimateTableGroups, readTableGroups } from './group-table.ts';

/** Every method rejects with a ConsoleError. */
export interface Groups {
  page(spec: QuerySpec, signal: AbortSignal | undefined): Promise<Page>;
  /** The number of groups; null for all, else no more than so many. */
  count(spec: QuerySpec, most: number | null, signal: AbortSignal | undefined): Promise<RowCount>;
  estimate(spec: QuerySpec, signal: AbortSignal | undefined): Promise<RowEstimate>;
  compile(spec: QuerySpec): Promise<string>;
}

/** `readerOf` gives what reads a model, or throws. */
export function openGroups(database: Database, readerOf: (model: string) => ModelReader): Groups {
  return {
    async page(spec, signal) {
      const { source } = spec;
      return source.type !== 'model'
        ? readTableGroups(database, source, spec, signal)
        : readModelGroups(readerOf(source.name), spec, signal);
    },
    async count(spec, most, signal) {
      const { source } = spec;
      return source.type !== 'model'
        ? countTableGroups(database, source, spec, most, signal)
        : countModelGroups(readerOf(source.name), spec, most, signal);
    },
    async estimate(spec, signal) {
      const { source } = spec;
      return source.type !== 'model'
        ? estimateTableGroups(database, source, spec, signal)
        : estimateModelGroups(readerOf(source.name), spec, signal);
    },
    async compile(spec) {
      const { source } = spec;
      return source.type !== 'model'
        ? compileTableGroups(database, source, spec)
        : compileModelGroups(readerOf(source.name), spec);
    },
  };
}
