import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { appendHistory, historyFile, readHistory } from '../../../src/queries/sql/history-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'seqscope-history-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('keeps what was run, in order, readable by nobody else and without passwords', () => {
  const file = historyFile(folder, '/app', 'sql');
  expect(readHistory(file)).toEqual([]);
  appendHistory(file, 'select 1\n  from a');
  appendHistory(file, "create role me password 'secret'");
  appendHistory(file, "create role me password 'secret'");
  appendHistory(file, '   ');
  expect(readHistory(file)).toEqual(['select 1\n  from a', "create role me password '***'"]);
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
});

it('has a file for each project and kind', () => {
  const files = [
    historyFile(folder, '/a', 'sql'),
    historyFile(folder, '/b', 'sql'),
    historyFile(folder, '/a', 'repl'),
  ];
  expect(new Set(files).size).toBe(3);
});

it('passes over what it did not write, and forgets the oldest', () => {
  const file = historyFile(folder, '/long', 'sql');
  appendHistory(file, 'first');
  writeFileSync(
    file,
    `nonsense\n${Array.from({ length: 2000 }, (_, index) => JSON.stringify(`s ${index}`)).join('\n')}\n`,
  );
  appendHistory(file, 'last');
  const kept = readHistory(file);
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([1000, 's 1001', 'last']);
});

it('lets a place that cannot be written be', () => {
  writeFileSync(join(folder, 'no-folder'), '');
  expect(() => appendHistory(join(folder, 'no-folder', 'x.jsonl'), 'select 1')).not.toThrow();
});
