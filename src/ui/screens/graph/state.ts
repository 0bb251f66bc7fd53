/**
 * The graph screen: a model in the middle and what it is tied to around it, from one step to two to the whole schema in clusters. Each
 * model that is put in the middle is a screen of its own, so that Esc leads back the way one came.
 */
import type { Place } from './place.ts';
import type { Side } from './neighbours.ts';

/** How much is seen at once, from near to far. */
export const zooms = ['near', 'far', 'clusters'] as const;
export type Zoom = (typeof zooms)[number];

export interface GraphScreen {
  readonly type: 'graph';
  readonly id: number;
  /** The node in the middle; null where nothing but the overview was asked for. */
  readonly centre: string | null;
  /** How it was opened around nothing, as long as the schema is not here that says where it begins; null from then on. */
  readonly beginning: { readonly pointedAt: string | null } | null;
  readonly zoom: Zoom;
  readonly cursor: Place;
  /** Where the cursor was on each side: going back there finds it. */
  readonly remembered: Readonly<Record<Side, Place | null>>;
  /** The name of the cluster whose models are shown; null for the clusters themselves. */
  readonly cluster: string | null;
  /** Of the clusters, or of the models in one. */
  readonly tile: number;
  /** First painted line of what is said below. */
  readonly detailTop: number;
}

/** True where tiles are shown, of clusters or of models, and nothing is in the middle. */
export function isOverview({ zoom: seen, centre }: GraphScreen): boolean {
  return seen === 'clusters' || centre === null;
}
