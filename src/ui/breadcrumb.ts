/** The way to the screen that is shown, as the title of its pane. */
import { cellText } from '../output/cell.ts';
import type { RecordScreen } from './screens/record/state.ts';
import type { GraphScreen } from './screens/graph/state.ts';
import type { ScreenState, State } from './state.ts';

/** Stands between two steps of the way. */
export const between = ' › ';

/** Attributes that tell a record from others better than its key does, best first. */
const namingAttributes = ['name', 'title', 'email', 'slug', 'label', 'code'];

export function breadcrumb(state: State): string {
  const shown = state.screens.length === 1 ? state.screens : state.screens.slice(1);
  return shown
    .map((screen, index) => {
      const before = shown[index - 1];
      // A walk from model to model is told once.
      const isWalk = screen.type === 'graph' && before?.type === 'graph' && before.centre !== null;
      return isWalk && screen.cluster === null ? (screen.centre ?? 'Graph') : crumb(screen);
    })
    .join(between);
}

function crumb(screen: ScreenState): string {
  switch (screen.type) {
    case 'welcome':
      return 'Start';
    case 'rows':
      return screen.label;
    case 'record':
      return recordName(screen);
    case 'value':
      return screen.title;
    case 'schema':
      return 'Schema';
    case 'tour':
      return 'Tour';
    case 'checks':
      return 'Checks';
    case 'page':
      return `${screen.node} page`;
    case 'graph':
      return graphCrumb(screen);
    case 'query':
      return 'query';
    case 'plan':
      return `${screen.title} plan`;
    case 'activity':
      return 'Activity';
    case 'journal':
      return screen.kind === 'migrations' ? 'Migrations' : 'Seeders';
    case 'project':
      return 'Project';
    case 'log':
      return 'Log';
    case 'sql':
      return 'SQL';
    case 'repl':
      return 'REPL';
  }
}

function graphCrumb({ centre, zoom, cluster }: GraphScreen): string {
  if (cluster !== null) return `cluster of ${cluster}`;
  return centre === null || zoom === 'clusters' ? 'Graph' : `${centre} graph`;
}

function recordName(screen: RecordScreen): string {
  const names = [
    ...namingAttributes,
    ...screen.columns.filter((column) => column.isPrimaryKey).map((column) => column.name),
  ];
  for (const name of names) {
    const index = screen.columns.findIndex((column) => column.name === name);
    const column = screen.columns[index];
    const value = screen.values[index];
    if (column !== undefined && value !== undefined && value !== null) {
      return cellText(value, { kind: column.kind, maxLength: 24 });
    }
  }
  return 'record';
}
