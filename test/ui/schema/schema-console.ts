/** A console that knows the described shop, and its main pane as it is read. */
import { expect } from 'vitest';
import { layoutOf } from '../../../src/ui/layout.ts';
import type { Canvas } from '../../../src/ui/paint/canvas.ts';
import { createPainter } from '../../../src/ui/terminal/style.ts';
import { TestConsole } from '../support/console.ts';
import { describedShop } from './described-shop.ts';

export function shopConsole(size = { columns: 120, rows: 36 }): TestConsole {
  const console = new TestConsole(size);
  console.state = { ...console.state, focus: 'main' };
  return console.send({ type: 'schema-read', schema: describedShop });
}

/** Its styles left out; what is marked as found stands between `<` and `>` where that is wished. */
export function paneText(
  console: TestConsole,
  paint: (canvas: Canvas) => readonly string[],
  marks = false,
): string {
  const { state } = console;
  const { innerWidth: width, innerHeight: height } = layoutOf(state.size, state.focus);
  const lines = paint({ state, width, height, paint: createPainter({ colors: false }) });
  expect(lines).toHaveLength(height);
  const text = lines.join('\n');
  const marked = marks ? text.replaceAll(/\u001B\[4m(.*?)\u001B\[24m/g, '<$1>') : text;
  return marked.replaceAll(/\u001B\[[0-9;]*[a-zA-Z]/g, '').replaceAll(/ +$/gm, '');
}
