/** Peeking: the row that the foreign key under the cursor refers to, shown over the grid without leaving it. */
import type { ErrorReport } from '../../../errors.ts';
import type { Page, Value } from '../../../queries/query-spec.ts';
import type { ActionId } from '../../actions.ts';
import type { Effect } from '../../effects.ts';
import { layoutOf } from '../../layout.ts';
import type { Peek } from '../../overlays/state.ts';
import { movedCursor } from '../../scroll.ts';
import { currentScreen, modelNamed, type State } from '../../state.ts';
import { endRequest, startRequest, stay, withNotice, type Step } from '../../step.ts';
import { attributeOf } from './model-links.ts';
import { followFromCursor } from './follow.ts';
import { peekLines } from './peek-lines.ts';
import type { Relation } from './relation.ts';
import { destinationOf, relationName, relationsOf } from './relations.ts';
import { rowAt, valueOf, type RowsScreen } from './state.ts';

/** Opens the parent of the cell under the cursor; a cell that refers to nothing says so. */
export function openPeek(state: State, screen: RowsScreen): Step {
  const column = screen.columns[screen.cursor.column]?.name;
  if (column === undefined || rowAt(screen, screen.cursor.row) === null) {
    return [withNotice(state, 'There is no record here.'), []];
  }
  const { source } = screen.spec;
  const cellOf = (name: string): Value | undefined => valueOf(screen, screen.cursor.row, name);
  const parents = relationsOf(state, source)
    .filter((relation) => keyColumns(state, screen, relation).includes(column))
    .map((relation) => ({ relation, destination: destinationOf(state, source, relation, cellOf) }));
  // A polymorphic key belongs to several; one of them is its own.
  const parent = parents.find(({ destination }) => destination.status === 'ready') ?? parents[0];
  if (parent === undefined) {
    return [withNotice(state, `"${column}" refers to no other record that is known.`), []];
  }
  const { relation, destination } = parent;
  if (destination.status === 'nowhere') return [withNotice(state, destination.why), []];
  const [requestId, next] = startRequest(state);
  const overlay: Peek = {
    type: 'peek',
    title: `${column} → ${relationName(relation)}`,
    relation,
    requestId,
    record: null,
    note: 'Reading …',
    top: 0,
  };
  const spec = { ...destination.spec, limit: 1 };
  return [{ ...next, overlay }, [{ type: 'load-page', requestId, screenId: screen.id, spec }]];
}

/** The page columns by which a row refers to its parent; none for a relation that leads to children. */
function keyColumns(state: State, { spec }: RowsScreen, relation: Relation): readonly string[] {
  if (relation.type === 'association') {
    const { type, sourceKey } = relation.association;
    return type === 'belongsTo' ? [sourceKey] : [];
  }
  if (relation.link.direction !== 'to') return [];
  const model = spec.source.type === 'model' ? modelNamed(state, spec.source.name) : null;
  return relation.link.pairs.map(({ own }) => (model === null ? own : attributeOf(model, own)));
}

export function updatePeek(state: State, peek: Peek, action: ActionId): Step {
  const closed: State = { ...state, overlay: null };
  const stopped: readonly Effect[] =
    peek.requestId === null ? [] : [{ type: 'cancel-request', requestId: peek.requestId }];
  const screen = currentScreen(state);
  switch (action) {
    case 'peek.close':
      return [closed, stopped];
    case 'peek.follow': {
      if (screen.type !== 'rows') return [closed, stopped];
      const [followed, effects] = followFromCursor(closed, screen, peek.relation);
      return [followed, [...stopped, ...effects]];
    }
    default: {
      const height = Math.max(1, layoutOf(state.size, state.focus).innerHeight - 4);
      const tops = Math.max(1, peekLines(peek, state.size).length - height + 1);
      const top = movedCursor(action, peek.top, tops, height);
      return top === null ? stay(state) : [{ ...state, overlay: { ...peek, top } }, []];
    }
  }
}

/** The peek that waits for this request; null when none does any more. */
export function awaitingPeek({ overlay }: State, requestId: number): Peek | null {
  return overlay?.type === 'peek' && overlay.requestId === requestId ? overlay : null;
}

export function receivePeek(state: State, peek: Peek, requestId: number, page: Page): State {
  const [values] = page.rows;
  const clipped = new Set(page.clipped.map(({ column }) => column));
  const record = values === undefined ? null : { columns: page.columns, values, clipped };
  const note = record === null ? 'No such row: it is gone, or hidden by a scope or as soft-deleted.' : '';
  return { ...endRequest(state, requestId), overlay: { ...peek, requestId: null, record, note } };
}

export function peekFailed(state: State, peek: Peek, report: ErrorReport): State {
  return { ...state, overlay: { ...peek, requestId: null, note: report.message } };
}
