import { describe, expect, it } from 'vitest';
import type { RowSet } from '../../src/output/json.ts';
import { tableText } from '../../src/output/table.ts';
import { cellWidth } from '../../src/text/fit-cell.ts';

const users: RowSet = {
  columns: [
    { name: 'id', kind: 'number' },
    { name: 'name', kind: 'text' },
    { name: 'settings', kind: 'json' },
    { name: 'createdAt', kind: 'date' },
  ],
  rows: [
    [
      1,
      'Ada Lovelace',
      { theme: 'dark', language: 'en', digest: 'weekly' },
      new Date('2026-01-09T12:00:01Z'),
    ],
    [23, '山田太郎 😀', null, null],
    [456, 'evil\u001b[2J\nname', {}, new Date('2026-01-09T12:00:01.5Z')],
  ],
};

const plain = { width: null, hasColor: false, isAnchored: false };

describe('tableText', () => {
  it('draws a table as wide as its cells where there is no screen', async () => {
    await expect(tableText(users, plain)).toMatchFileSnapshot('golden/table-wide.txt');
  });

  it('narrows the widest columns to fit the screen', async () => {
    const text = tableText(users, { width: 72, hasColor: false, isAnchored: false });
    await expect(text).toMatchFileSnapshot('golden/table-72.txt');
    for (const line of text.trimEnd().split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(72);
  });

  it('prints records where the columns would not be readable', async () => {
    const text = tableText(users, { width: 36, hasColor: false, isAnchored: false });
    await expect(text).toMatchFileSnapshot('golden/table-36.txt');
    for (const line of text.trimEnd().split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(36);
  });

  it('makes heads bold and NULL dim where there are colours, and changes nothing else', () => {
    const colored = tableText(users, { width: 72, hasColor: true, isAnchored: false });
    expect(colored).toContain('\u001b[1m');
    expect(colored).toContain('\u001b[2mNULL');
    // eslint's no-control-regex has no say over a string.
    const codes = new RegExp('\u001b\\[[0-9;]*m', 'g');
    expect(colored.replace(codes, '')).toBe(
      tableText(users, { width: 72, hasColor: false, isAnchored: false }),
    );
  });

  it('marks the empty string, unless it is told what stands for it', () => {
    const set: RowSet = { columns: [{ name: 'a', kind: 'text' }], rows: [['']] };
    expect(tableText(set, plain)).toContain("│ '' │");
    expect(tableText(set, plain, '')).toBe('┌───┐\n│ a │\n├───┤\n│   │\n└───┘\n');
  });

  it('is the head alone without rows and nothing without columns', () => {
    expect(tableText({ columns: [{ name: 'n', kind: 'number' }], rows: [] }, plain)).toBe(
      '┌───┐\n│ n │\n└───┘\n',
    );
    expect(tableText({ columns: [], rows: [] }, plain)).toBe('');
  });

  it('limits a single cell where there is no screen', () => {
    const long: RowSet = { columns: [{ name: 'text', kind: 'text' }], rows: [['x'.repeat(5000)]] };
    const [top = ''] = tableText(long, plain).split('\n');
    expect(top).toHaveLength(104);
  });
});
