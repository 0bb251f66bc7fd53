/** The value screen: one value or text read whole, scrolled by line. */

export interface ValueScreen {
  readonly type: 'value';
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly language: 'json' | 'sql' | 'javascript' | 'text';
  readonly top: number;
}
