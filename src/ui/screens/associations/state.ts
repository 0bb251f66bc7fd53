/** The associations screen: what one model belongs to and has, with keys and aliases. */

export interface AssociationsScreen {
  readonly type: 'associations';
  readonly id: number;
  readonly model: string;
  readonly cursor: number;
  readonly top: number;
}
