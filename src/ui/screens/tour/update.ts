/** What the keys of the tour do: on to the next stop and back, from chapter to chapter, to the page of the stop. */
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import type { Choice } from '../../overlays/state.ts';
import { movedCursor } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { openGraph } from '../graph/open.ts';
import { sourceOfNode } from '../graph/update.ts';
import { openPage } from '../page/open.ts';
import { openRows } from '../rows/open.ts';
import { graphOf, needSchema, readSchemaAgain } from '../schema/known-schema.ts';
import { tourRoom } from './layout.ts';
import { beginningLines, stopLines, type TourLine } from './lines.ts';
import type { TourScreen } from './state.ts';
import { chapterFrom, stopAt, tourThrough, type Tour } from './stops.ts';

export function updateTour(state: State, screen: TourScreen, action: ActionId): Step {
  if (action === 'tour.refresh') return readSchemaAgain(state);
  if (state.schema.status !== 'ready') return needSchema(state);
  const schema = state.schema.value;
  const tour = tourThrough(schema);
  const { innerWidth, innerHeight } = layoutOf(state.size, state.focus);
  const room = tourRoom(innerWidth, innerHeight);
  const length = linesOf(tour, screen, room.text).length - room.height + 1;
  const top = movedCursor(action, screen.top, Math.max(1, length), room.height);
  if (top !== null) return [replaceScreen(state, { ...screen, top }), []];
  const node = stopAt(tour, screen.stop)?.stop.node ?? null;
  switch (action) {
    case 'tour.next':
      return goTo(state, screen, tour, screen.stop + 1);
    case 'tour.previous':
      return goTo(state, screen, tour, screen.stop - 1);
    case 'tour.next-chapter':
      return goTo(state, screen, tour, chapterFrom(tour, screen.stop, 1));
    case 'tour.previous-chapter':
      return goTo(state, screen, tour, chapterFrom(tour, screen.stop, -1));
    case 'tour.find':
      return chooseStop(state, tour);
    case 'tour.open':
      return node === null ? goTo(state, screen, tour, 1) : openPage(state, node);
    case 'tour.graph':
      return openGraph(state, node);
    case 'tour.rows': {
      const source = node === null ? null : sourceOfNode(graphOf(schema), node);
      return source === null ? stay(state) : openRows(state, source, 'on-top');
    }
    default:
      return stay(state);
  }
}

/** The lines of what is shown. */
export function linesOf(tour: Tour, { stop }: TourScreen, width: number): readonly TourLine[] {
  const placed = stopAt(tour, stop);
  return placed === null ? beginningLines(tour, width) : stopLines(placed, width);
}

/** Chosen in the list of stops. */
export function goToStop(state: State, screen: TourScreen, stop: number): Step {
  return [{ ...replaceScreen(state, { ...screen, stop, top: 0 }), tourStop: stop }, []];
}

function goTo(state: State, screen: TourScreen, { stops }: Tour, stop: number): Step {
  if (stop < 0) return stay(withNotice(state, 'Here the tour begins.'));
  if (stop > stops.length) return stay(withNotice(state, 'Here the tour ends.'));
  return goToStop(state, screen, stop);
}

function chooseStop(state: State, { stops }: Tour): Step {
  const choices = stops.map(({ stop, chapter }, index): Choice => ({
    type: 'in-tour',
    stop: index + 1,
    title: stop.node,
    aside: chapter.title,
  }));
  const overlay = { type: 'list', title: 'Go to a stop', line: emptyLine, choices, cursor: 0 } as const;
  return [{ ...state, overlay }, []];
}
