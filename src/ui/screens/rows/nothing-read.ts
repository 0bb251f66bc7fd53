/** What a rows screen shows before its first page: what every way into one begins with. */
import { noMarks } from './marked-rows.ts';
import { idle, type RowsScreen } from './state.ts';

export const nothingRead = {
  rowLimit: null,
  window: null,
  loading: idle,
  isStale: false,
  columns: [],
  top: 0,
  count: { status: 'unknown' },
  estimate: { status: 'unknown' },
  statement: null,
  marks: noMarks,
  copying: null,
  error: null,
  resume: null,
  prompt: null,
  watch: null,
} as const satisfies Partial<RowsScreen>;

/** Nothing typed, found or picked either: what a screen that is new has beside that. */
export const nothingTyped = {
  left: 0,
  filterInput: null,
  completion: null,
  finding: null,
  found: '',
  scopesPanel: null,
  search: null,
} as const satisfies Partial<RowsScreen>;
