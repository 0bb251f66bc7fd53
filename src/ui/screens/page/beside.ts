/** What a page tells beside the schema, each part asked for when the page is opened. */
import type { TableOrigin } from '../../../journal/origin/table-origin.ts';
import type { ScopeMeanings } from '../../../queries/scope-sql.ts';
import type { ShownStatistics } from '../../../schema/shown-statistics.ts';

/** What takes statements or reading files: null while it is not here, or could not be told. */
export interface Beside {
  readonly statistics: ShownStatistics | null;
  readonly scopes: ScopeMeanings | null;
  readonly origin: TableOrigin | null;
}

export const nothingBeside: Beside = { statistics: null, scopes: null, origin: null };
