/** Numbers with what they count: rows, milliseconds. */
import { groupedDigits } from './grouped-digits.ts';

/** `1 row`, `2 rows`. */
export function counted(count: number, noun: string): string {
  return `${groupedDigits(count)} ${noun}${count === 1 ? '' : 's'}`;
}

export function milliseconds(durationMs: number): string {
  return `${durationMs < 10 ? durationMs.toFixed(1) : String(Math.round(durationMs))} ms`;
}
