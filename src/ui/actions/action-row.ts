/** What a row of the table of actions is. */

/** Where an action applies. `move` is shared by everything with a cursor; `global` by everything but overlays. */
export type ActionContext =
  | 'global'
  | 'move'
  | 'sidebar'
  | 'rows'
  | 'scopes'
  | 'record'
  | 'value'
  | 'tree'
  | 'clusters'
  | 'graph'
  | 'schema'
  | 'page'
  | 'tour'
  | 'checks'
  | 'query'
  | 'plan'
  | 'activity'
  | 'sessions'
  | 'query-code'
  | 'journal'
  | 'project'
  | 'log'
  | 'sql'
  | 'repl'
  | 'welcome'
  | 'help'
  | 'peek'
  | 'list'
  | 'confirm'
  | 'typed-confirm'
  | 'filter'
  | 'export'
  | 'search'
  | 'input';

/** One action: where it applies, its keys, and how it is called in hints, help, palette and documentation. */
export interface ActionRow {
  readonly id: string;
  readonly context: ActionContext;
  /** Key names as ui/terminal/keys.ts gives them. */
  readonly keys: readonly string[];
  /** One or two words for the hint bar; rows without one are found in the help. */
  readonly hint?: string;
  readonly title: string;
  /** True when the palette offers it. */
  readonly inPalette?: boolean;
}
