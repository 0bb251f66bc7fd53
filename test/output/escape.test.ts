import { expect, test } from 'vitest';
import { tableText } from '../../src/output/table.ts';
import { printHostileTexts } from './escape-trials.ts';

test('no printed text commands the terminal or leaves its place in a table', async () => {
  expect(await printHostileTexts(20261122, 4_000)).toEqual([]);
});

test('a terminal is told where the cell after a doubtful character begins, a file is not', () => {
  const set = { columns: [{ name: 'a', kind: 'text' as const }], rows: [['👍'], ['b']] };
  const style = { width: 40, hasColor: false };
  expect(tableText(set, { ...style, isAnchored: true })).toBe(
    '┌────┐\n│ a  │\n├────┤\n\u001b[?7l│   \u001b[3G👍\u001b[5G\u001b[5G │\u001b[?7h\n│ b  │\n└────┘\n',
  );
  expect(tableText(set, { ...style, isAnchored: false })).toBe(
    '┌────┐\n│ a  │\n├────┤\n│ 👍 │\n│ b  │\n└────┘\n',
  );
});
