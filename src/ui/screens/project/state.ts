/** The project screen: what was chosen and why, what there is, and every problem with its remedy. */

export interface ProjectScreen {
  readonly type: 'project';
  readonly id: number;
  /** First painted line. */
  readonly top: number;
}
