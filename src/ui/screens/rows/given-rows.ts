/** A rows screen over a page that is here already, whatever it was read by. */
import type { Page, SqlSource } from '../../../queries/query-spec.ts';
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { plainView } from './column-view.ts';
import { gridColumns } from './columns.ts';
import { nothingRead, nothingTyped } from './nothing-read.ts';
import { readStatementOf } from './read-statement.ts';
import { gridSpec } from './relations.ts';
import type { RowsScreen } from './state.ts';
import { windowFrom } from './window.ts';

export function givenRows(
  state: State,
  id: number,
  label: string,
  { page, source }: { readonly page: Page; readonly source: SqlSource },
): RowsScreen {
  return {
    ...nothingRead,
    ...nothingTyped,
    type: 'rows',
    id,
    label,
    spec: gridSpec(source),
    columnView: plainView,
    cursor: { row: 0, column: 0 },
    window: windowFrom('start', page),
    columns: gridColumns(page, layoutOf(state.size, 'main').innerWidth),
    statement: page.sql === '' ? null : readStatementOf(page),
  };
}
