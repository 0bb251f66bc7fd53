/** The help of a place: its keys, derived from the table of actions. */
import type { ActionContext } from '../actions/action-row.ts';
import { contextsOf } from '../contexts.ts';
import { actionsIn, keyLabel } from '../keymap.ts';
import type { State } from '../state.ts';

export interface HelpLine {
  readonly heading: string | null;
  readonly keys: string;
  readonly title: string;
}

const headings: Readonly<Record<ActionContext, string>> = {
  global: 'Everywhere',
  move: 'Moving',
  sidebar: 'Sidebar',
  rows: 'Rows',
  scopes: 'Scopes',
  record: 'Record',
  value: 'Value',
  tree: 'JSON',
  clusters: 'Clusters',
  graph: 'Graph',
  schema: 'Schema',
  page: 'Page',
  tour: 'Tour',
  checks: 'Checks',
  query: 'Query',
  plan: 'Plan',
  activity: 'Activity',
  sessions: 'Sessions and locks',
  'query-code': 'Code',
  journal: 'Migrations and seeders',
  project: 'Project',
  log: 'Log',
  sql: 'SQL',
  repl: 'REPL',
  welcome: 'Start',
  help: 'Help',
  peek: 'Peek',
  list: 'List',
  confirm: 'Question',
  'typed-confirm': 'Question in production',
  filter: 'Filter bar',
  export: 'Export',
  search: 'Searching',
  input: 'Typing',
};

/** Lines for the contexts that apply here, nearest first, a blank one between them. */
export function helpLines(state: State): readonly HelpLine[] {
  const lines: HelpLine[] = [];
  let context: ActionContext | null = null;
  for (const action of actionsIn(contextsOf({ ...state, overlay: null }))) {
    if (action.context !== context) {
      if (context !== null) lines.push({ heading: null, keys: '', title: '' });
      lines.push({ heading: headings[action.context], keys: '', title: '' });
      context = action.context;
    }
    lines.push({ heading: null, keys: action.keys.map(keyLabel).join(' '), title: action.title });
  }
  return lines;
}
