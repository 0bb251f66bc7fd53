/** Prints hostile rows and errors onto an emulated terminal, as commands do, and looks at what must not have changed. */
import { errorText } from '../../src/output/diagnostics.ts';
import { sanitiseText } from '../../src/output/sanitise.ts';
import { tableText } from '../../src/output/table.ts';
import { ConsoleError } from '../../src/errors.ts';
import { Emulator } from '../terminal/emulator.ts';
import { hostileText } from '../support/hostile-text.ts';
import { randomFrom } from '../queries/random.ts';

const width = 100;
const rowCount = 24;
const style = { width, hasColor: true, isAnchored: true, isDebug: true };

/** Prints until so many hostile texts were printed; gives what was wrong with the first bad print. */
export async function printHostileTexts(seed: number, texts: number): Promise<readonly string[]> {
  const random = randomFrom(seed);
  let count = 0;
  const text = (): string => {
    count += 1;
    return hostileText(random);
  };
  for (let number = 0; count < texts; number += 1) {
    const emulator = new Emulator(width, 160);
    const isTable = number % 2 === 0;
    const printed = isTable ? hostileTable(text, number % 4 === 0 ? 4 : 10) : hostileError(text);
    // A terminal turns the line feeds of a program into both.
    emulator.write(`${printed}end`.replaceAll('\n', '\r\n'));
    await emulator.settle();
    const wrong = [
      ...wrongModes(emulator),
      ...(isTable ? wrongTable(emulator, printed) : wrongLines(emulator, printed)),
    ];
    if (wrong.length > 0) {
      return [`print ${String(number)} of seed ${String(seed)}`, ...wrong.slice(0, 10), emulator.text()];
    }
  }
  return [];
}

/** Every second column is ours. */
function hostileTable(text: () => string, columnCount: number): string {
  const columns = Array.from({ length: columnCount }, (_, index) => ({
    name: index % 2 === 0 ? text() : '#',
    kind: index % 4 === 0 ? ('number' as const) : ('text' as const),
  }));
  const rows = Array.from({ length: rowCount }, () =>
    columns.map((_, index) => (index % 2 === 0 ? text() : '#')),
  );
  return tableText({ columns, rows }, style);
}

function hostileError(text: () => string): string {
  const cause = new Error(text());
  const details = { file: text(), line: 1, hint: text(), detail: text(), statement: text(), excerpt: text() };
  const error = new ConsoleError(text(), { code: 'planted', remedy: text(), details, cause });
  return errorText(error, style) + sanitiseText(`${text()}\n${text()}\n`);
}

function* wrongModes(emulator: Emulator): Generator<string> {
  if (emulator.title !== '') yield `the title became ${JSON.stringify(emulator.title)}`;
  if (emulator.clipboard !== null) yield `the clipboard became ${JSON.stringify(emulator.clipboard)}`;
  if (!emulator.isRestored) yield 'a mode of the terminal was changed';
}

/** Each line of the text is one line of the screen: nothing wrapped, scrolled or moved. */
function* wrongTable(emulator: Emulator, printed: string): Generator<string> {
  const lines = printed.split('\n');
  if (emulator.line(lines.length - 1) !== 'end') yield 'the lines are not where they belong';
  const isRecords = printed.startsWith('─');
  const [top = ''] = lines;
  for (let y = 0; y < lines.length - 1; y += 1) {
    const line = lines[y] ?? '';
    if (!line.includes('│')) continue;
    const borders = isRecords ? [] : Array.from(top).flatMap((char, x) => ('┌┬┐'.includes(char) ? [x] : []));
    for (const x of borders) yield* wrongCell(emulator, x, y, '│');
    for (const x of borders.filter((_, index) => index % 2 === 1).slice(0, -1))
      yield* wrongCell(emulator, x + 2, y, '#');
  }
}

function* wrongCell(emulator: Emulator, x: number, y: number, expected: string): Generator<string> {
  const { text, color, background, isInverse } = emulator.cell(x, y);
  if (text !== expected) yield `"${text}" instead of "${expected}" at ${String(x)},${String(y)}`;
  if (color !== -1 || background !== -1 || isInverse) yield `styled at ${String(x)},${String(y)}`;
}

/** Only the word before an error's message is coloured. */
function* wrongLines(emulator: Emulator, printed: string): Generator<string> {
  for (let y = 0; y < Math.min(60, printed.split('\n').length); y += 1) {
    for (let x = y === 0 ? 6 : 0; x < width; x += 1) {
      const { color, background, isInverse, isBold } = emulator.cell(x, y);
      if (color !== -1 || background !== -1 || isInverse || isBold)
        yield `styled at ${String(x)},${String(y)}`;
    }
  }
}
