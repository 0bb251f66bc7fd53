/** Pieces of a value as one text, in colours where there are any; safe for a terminal. */
import type { PartStyle, TextPart, ToldLine } from '../evaluation/evaluation.ts';
import { sanitiseText } from './sanitise.ts';

/** As Node's own REPL colours values (util.inspect.styles). */
const colors: Readonly<Record<PartStyle, string | null>> = {
  plain: null,
  name: null,
  number: '33',
  boolean: '33',
  string: '32',
  symbol: '32',
  null: '1',
  undefined: '90',
  date: '35',
  regexp: '31',
  special: '36',
};

export function partsText(parts: readonly TextPart[], hasColor: boolean): string {
  return parts
    .map(({ text, style }) => {
      const safe = sanitiseText(text);
      const color = colors[style];
      return hasColor && color !== null ? `\u001b[${color}m${safe}\u001b[0m` : safe;
    })
    .join('');
}

/** What code wrote with `console`, a line each. */
export function toldText(lines: readonly ToldLine[], hasColor: boolean): string {
  return lines.map(({ parts }) => `${partsText(parts, hasColor)}\n`).join('');
}
