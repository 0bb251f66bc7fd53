/** The tour: a schema in reading order, a stop at a time. */

export interface TourScreen {
  readonly type: 'tour';
  readonly id: number;
  /** 0 is what comes before the first stop: how large all is, and where it begins. */
  readonly stop: number;
  /** First painted line of the stop. */
  readonly top: number;
}
