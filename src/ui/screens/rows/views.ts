/** Saved views in the grid: the list of them, and saving, opening, choosing the default and deleting one. */
import { specFor } from '../../../session.ts';
import type { SavedView } from '../../../queries/views/saved-view.ts';
import type { Choice } from '../../overlays/state.ts';
import type { State } from '../../state.ts';
import { stay, withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { plainView } from './column-view.ts';
import { withView } from './arrange-columns.ts';
import { changeSpec } from './paging.ts';
import type { RowsChoice } from './rows-choice.ts';
import type { RowsScreen } from './state.ts';
import { viewsOf, viewSpec } from './view-of.ts';

/** The list of views; where they could not be read they are asked for again, which says why. */
export function openViews(state: State, screen: RowsScreen): Step {
  if (state.views.status !== 'ready') return [state, [{ type: 'read-views' }]];
  const views = viewsOf(state, screen.spec.source);
  const more =
    views.length === 0
      ? []
      : [
          choice('No view', 'every column, no filter', { type: 'open-view', view: null }),
          choice('Choose the default …', '', { type: 'view-menu', menu: 'default' }),
          choice('Delete a view …', '', { type: 'view-menu', menu: 'delete' }),
        ];
  const choices = [
    ...views.map((view) => choice(view.name, asideOf(view), { type: 'open-view', view: view.name })),
    choice('Save as …', '', { type: 'view-menu', menu: 'save' }),
    ...more,
  ];
  return [{ ...state, overlay: listOf(`Views of ${screen.label}`, choices) }, []];
}

export function openViewMenu(state: State, screen: RowsScreen, menu: 'save' | 'default' | 'delete'): Step {
  const views = viewsOf(state, screen.spec.source);
  const choices = (type: 'save-view' | 'default-view' | 'delete-view', aside?: string): readonly Choice[] =>
    views.map((view) => choice(view.name, aside ?? asideOf(view), { type, view: view.name }));
  switch (menu) {
    case 'save': {
      const list = listOf('Save the view under a name', choices('save-view', 'saved over'));
      return [{ ...state, overlay: { ...list, typed: 'view-name' } }, []];
    }
    case 'default': {
      const none = choice('None', 'opens without a view', { type: 'default-view', view: null });
      return [{ ...state, overlay: listOf('Open with', [...choices('default-view'), none]) }, []];
    }
    case 'delete':
      return [{ ...state, overlay: listOf('Delete', choices('delete-view')) }, []];
  }
}

/** What is looked at now, under that name; one that is there is saved over and stays the default if it was. */
export function saveUnder(state: State, screen: RowsScreen, name: string): Step {
  const { spec, columnView } = screen;
  const before = viewsOf(state, spec.source).find((view) => view.name === name);
  const view: SavedView = {
    name,
    source: spec.source,
    ...viewSpec(spec),
    columns: columnView,
    isDefault: before?.isDefault ?? false,
  };
  return [state, [{ type: 'save-view', view, told: `Saved the view "${name}".` }]];
}

/** Reads by the view; null: by nothing but the source. An association that was followed stays followed. */
export function openView(state: State, screen: RowsScreen, name: string | null): Step {
  const view = viewsOf(state, screen.spec.source).find((candidate) => candidate.name === name);
  if (name !== null && view === undefined) return stay(state);
  const kept = viewSpec(view ?? specFor(screen.spec.source));
  const [next] = withView(state, screen, view?.columns ?? plainView);
  const seen = next.screens.find(({ id }) => id === screen.id);
  if (seen?.type !== 'rows') return [next, []];
  return changeSpec(next, { ...seen, left: 0 }, { ...seen.spec, ...kept });
}

export function makeDefault(state: State, screen: RowsScreen, name: string | null): Step {
  const views = viewsOf(state, screen.spec.source);
  const view = views.find((candidate) => (name === null ? candidate.isDefault : candidate.name === name));
  if (view === undefined) return [withNotice(state, `${screen.label} opens without a view.`), []];
  const told =
    name === null ? `${screen.label} opens without a view.` : `${screen.label} opens with "${name}".`;
  return [state, [{ type: 'save-view', view: { ...view, isDefault: name !== null }, told }]];
}

export function askToDelete(state: State, { spec, label }: RowsScreen, name: string): Step {
  const view = { source: spec.source, name };
  return [
    {
      ...state,
      overlay: {
        type: 'confirm',
        title: `Delete the view "${name}"?`,
        lines: [`A view of ${label}; the rows stay.`],
        verb: 'delete',
        isDestructive: true,
        effect: { type: 'delete-view', view, told: `Deleted the view "${name}".` },
      },
    },
    [],
  ];
}

function asideOf({ isDefault, filter, scopes }: SavedView): string {
  const parts = [isDefault ? 'default' : '', scopes.map(({ name }) => name).join(' + '), filter];
  return parts.filter((part) => part !== '').join(' · ');
}

function choice(title: string, aside: string, rowsChoice: RowsChoice): Choice {
  return { type: 'in-rows', choice: rowsChoice, title, aside };
}

function listOf(title: string, choices: readonly Choice[]) {
  return { type: 'list', title, line: emptyLine, choices, cursor: 0 } as const;
}
