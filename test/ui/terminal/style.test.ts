import { describe, expect, it } from 'vitest';
import { createPainter, style } from '../../../src/ui/terminal/style.ts';
import { Emulator } from '../../terminal/emulator.ts';

describe('style', () => {
  it.each([
    ['red', { color: 'red' }, '\u001B[31mx\u001B[39m'],
    ['gray', { color: 'gray' }, '\u001B[90mx\u001B[39m'],
    ['background', { background: 'cyanBright' }, '\u001B[106mx\u001B[49m'],
    ['bold', { bold: true }, '\u001B[1mx\u001B[22m'],
    ['bold and dim', { bold: true, dim: true }, '\u001B[1m\u001B[2mx\u001B[22m'],
    ['underline', { underline: true }, '\u001B[4mx\u001B[24m'],
    ['inverse', { inverse: true }, '\u001B[7mx\u001B[27m'],
    ['italic', { italic: true }, '\u001B[3mx\u001B[23m'],
    ['nothing', {}, 'x'],
    ['what is switched off', { bold: false }, 'x'],
  ] as const)('writes %s and undoes just that', (_, textStyle, expected) => {
    expect(style('x', textStyle)).toBe(expected);
    expect(style('', textStyle)).toBe('');
  });

  it('goes on after a nested style of the same kind has ended', async () => {
    const emulator = new Emulator(20, 1);
    const inner = style('in', { color: 'green', dim: true, inverse: true });
    emulator.write(style(`<${inner}>`, { color: 'red', bold: true, inverse: true }) + '.');
    await emulator.settle();
    expect(emulator.cell(1, 0)).toMatchObject({ text: 'i', color: 2, isDim: true, isInverse: true });
    expect(emulator.cell(3, 0)).toMatchObject({
      text: '>',
      color: 1,
      isBold: true,
      isDim: false,
      isInverse: true,
    });
    expect(emulator.cell(4, 0)).toMatchObject({ text: '.', color: -1, isBold: false, isInverse: false });
  });
});

describe('createPainter', () => {
  it('leaves the colours out under NO_COLOR, and keeps what carries meaning', () => {
    const plain = createPainter({ colors: false });
    expect(plain('x', { color: 'red', background: 'blue' })).toBe('x');
    expect(plain('x', { color: 'red', inverse: true, bold: true })).toBe(
      '\u001B[7m\u001B[1mx\u001B[22m\u001B[27m',
    );
    expect(createPainter({ colors: true })('x', { color: 'red' })).toBe('\u001B[31mx\u001B[39m');
  });
});
