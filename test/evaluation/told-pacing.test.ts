import { describe, expect, it } from 'vitest';
import type { ToldLine } from '../../src/evaluation/evaluation.ts';
import { toldInHeaps } from '../../src/evaluation/told-pacing.ts';

const line = (text: string): ToldLine => ({ stream: 'out', parts: [{ text, style: 'plain' }] });
const textsOf = (lines: readonly ToldLine[]): readonly string[] =>
  lines.map(({ parts }) => parts[0]?.text ?? '');

describe('what code writes', () => {
  it('is told at once when it is the first', () => {
    const heaps: (readonly string[])[] = [];
    toldInHeaps((lines) => heaps.push(textsOf(lines))).add(line('one'));
    expect(heaps).toEqual([['one']]);
  });

  it('is told in order, in fewer heaps than lines, and whole', () => {
    const heaps: (readonly string[])[] = [];
    const telling = toldInHeaps((lines) => heaps.push(textsOf(lines)));
    const written = Array.from({ length: 5_000 }, (_, index) => String(index));
    for (const text of written) telling.add(line(text));
    telling.flush();
    expect(heaps.flat()).toEqual(written);
    expect(heaps.length).toBeLessThan(2_500);
  });

  it('is told without most of its middle when it is more than can be read', () => {
    const told: string[] = [];
    const telling = toldInHeaps((lines) => told.push(...textsOf(lines)));
    for (let index = 0; index < 300_000; index += 1) telling.add(line(String(index)));
    telling.flush();
    expect(told.length).toBeLessThan(100_000);
    expect(told.at(-1)).toBe('299999');
    expect(told.join('\n')).toMatch(/… \d+ lines left out/);
  });
});
