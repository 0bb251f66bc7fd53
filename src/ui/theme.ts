/** The console's few styles, by what they mean. Sixteen colours at most; each still reads when colours are off. */
import type { TextStyle } from './terminal/style.ts';

export const theme = {
  plain: {},
  /** Secondary: types, asides, rules, hints. */
  muted: { dim: true },
  strong: { bold: true },
  heading: { bold: true, color: 'cyan' },
  /** The mark beside what the cursor is on. */
  mark: { bold: true, color: 'cyan' },
  /** What the keys act on. */
  selected: { inverse: true },
  /** The same in a pane that has not the keys. */
  remembered: { bold: true },
  /** Holds the text that was looked for. */
  found: { underline: true, color: 'yellow' },
  /** Is other than when it was read before; new since. */
  changed: { bold: true, underline: true, color: 'green' },
  null: { dim: true, italic: true },
  number: { color: 'cyan' },
  good: { color: 'green' },
  warning: { color: 'yellow' },
  bad: { color: 'red', bold: true },
  link: { color: 'blue', underline: true },
  keyword: { color: 'magenta' },
  text: { color: 'green' },
  comment: { dim: true },
} as const satisfies Readonly<Record<string, TextStyle>>;
