/** Statistics of columns as they may be shown: a sample of passwords is passwords. */
import type { ColumnStatistics, TableStatistics } from '../database/column-statistics.ts';
import { tableOfModel } from './join-tables.ts';
import type { ModelDetails } from './model-details.ts';
import { isSecretColumn } from './secret-columns.ts';

export interface ShownColumnStatistics extends ColumnStatistics {
  /** Then values and bounds are left out; shares and counts stay. */
  readonly isSecret: boolean;
}

export interface ShownStatistics extends Omit<TableStatistics, 'columns'> {
  readonly columns: readonly ShownColumnStatistics[];
}

/** Secret is what is named like a secret, and what the default scope of any model of the table hides. */
export function shownStatistics(
  statistics: TableStatistics,
  models: readonly ModelDetails[],
): ShownStatistics {
  const place = { schema: statistics.schema, name: statistics.table };
  const hidden = new Set(
    models
      .filter((model) => tableOfModel(model, [place]) !== null)
      .flatMap(({ attributes }) => attributes.filter(({ isHidden }) => isHidden).map(({ column }) => column)),
  );
  return {
    ...statistics,
    columns: statistics.columns.map((column) =>
      hidden.has(column.column) || isSecretColumn(column.column, column.type)
        ? { ...column, commonValues: [], commonElements: [], bounds: [], isSecret: true }
        : { ...column, isSecret: false },
    ),
  };
}
