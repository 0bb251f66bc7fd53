import { describe, expect, it } from 'vitest';
import { keepLines } from '../../../src/ui/paint/keep-lines.ts';

const [one, two, three] = [{ name: 'one' }, { name: 'two' }, { name: 'three' }];

/** Paints, and tells which of the lines were made. */
function painting(): (look: readonly unknown[], items: readonly ({ name: string } | null)[]) => string[] {
  const keep = keepLines();
  return (look, items) => {
    const made: string[] = [];
    const lines = keep(look, items, (index) => {
      const line = items[index]?.name ?? 'nothing';
      made.push(line);
      return line;
    });
    expect(lines).toEqual(items.map((item) => item?.name ?? 'nothing'));
    return made;
  };
}

describe('keepLines', () => {
  it('makes only the lines of items that were not painted the last time, wherever they stand', () => {
    const paint = painting();
    expect(paint(['look'], [one, two])).toEqual(['one', 'two']);
    expect(paint(['look'], [two, three])).toEqual(['three']);
    expect(paint(['look'], [three, two])).toEqual([]);
    expect(paint(['look'], [one])).toEqual(['one']);
  });

  it('makes every line anew when a part of the look is another value', () => {
    const paint = painting();
    const look = { width: 10 };
    paint([look, 1], [one]);
    expect(paint([look, 1], [one])).toEqual([]);
    expect(paint([look, 2], [one])).toEqual(['one']);
    expect(paint([{ width: 10 }, 2], [one])).toEqual(['one']);
    expect(paint([look], [one])).toEqual(['one']);
  });

  it('never keeps the line of an item of null', () => {
    const paint = painting();
    paint(['look'], [null, one]);
    expect(paint(['look'], [null, one])).toEqual(['nothing']);
  });
});
