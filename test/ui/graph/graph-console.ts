/** A console whose schema is written short, and its graph screen as it is read. */
import { expect } from 'vitest';
import { layoutOf } from '../../../src/ui/layout.ts';
import { paintGraph } from '../../../src/ui/screens/graph/paint.ts';
import { openGraph } from '../../../src/ui/screens/graph/open.ts';
import type { GraphScreen } from '../../../src/ui/screens/graph/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { createPainter } from '../../../src/ui/terminal/style.ts';
import { Emulator } from '../../terminal/emulator.ts';
import { schemaOfKeys } from './schema-of-keys.ts';
import { TestConsole } from '../support/console.ts';

/** A console that has read the schema and looks at a model; null looks at the clusters. */
export function openGraphConsole(
  keys: readonly string[],
  centre: string | null,
  size?: { columns: number; rows: number },
): TestConsole {
  const console = new TestConsole(size);
  console.send({ type: 'schema-read', schema: schemaOfKeys(keys) });
  const [state] = openGraph(console.state, centre);
  console.state = state;
  return console;
}

export function graphOnScreen({ state }: TestConsole): GraphScreen {
  const screen = currentScreen(state);
  if (screen.type !== 'graph') throw new Error(`The screen is ${screen.type}, no graph.`);
  return screen;
}

/** The pane as it is read; what is under the cursor is inverse, and stands between `[` and `]` at the end of its line. */
export async function graphFrame(console: TestConsole): Promise<string> {
  const { state } = console;
  const { innerWidth: width, innerHeight: height } = layoutOf(state.size, state.focus);
  const paint = createPainter({ colors: false });
  const lines = paintGraph({ state, width, height, paint }, graphOnScreen(console));
  expect(lines).toHaveLength(height);
  const emulator = new Emulator(width + 1, height);
  for (const [row, line] of lines.entries()) emulator.write(`\u001B[${String(row + 1)};1H${line}`);
  await emulator.settle();
  return lines.map((_, row) => `${readLine(emulator, row, width)}\n`).join('');
}

function readLine(emulator: Emulator, row: number, width: number): string {
  const cells = Array.from({ length: width }, (_, column) => emulator.cell(column, row));
  const text = cells.map((cell) => (cell.width === 0 ? '' : cell.text || ' ')).join('');
  const chosen = cells.map((cell) => (cell.isInverse && cell.width > 0 ? cell.text || ' ' : '')).join('');
  return chosen === '' ? text.trimEnd() : `${text.trimEnd()} [${chosen.trim()}]`;
}
