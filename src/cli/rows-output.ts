/** Rows in the format that was asked for: data to `out`, what is worth knowing about it to `notes`. */
import { csvText } from '../output/csv.ts';
import { jsonDocument, jsonLines, jsonRows, type RowSet } from '../output/json.ts';
import { sanitiseText } from '../output/sanitise.ts';
import type { Invocation, OptionValues, Output } from './command.ts';

export type RowFormat = 'table' | 'json' | 'jsonl' | 'csv';

export function chosenFormat(options: OptionValues): RowFormat {
  if (options.flag('json')) return 'json';
  const format = options.text('format');
  return format === 'json' || format === 'jsonl' || format === 'csv' ? format : 'table';
}

export async function writeRows(set: RowSet, format: RowFormat, out: Output): Promise<void> {
  switch (format) {
    case 'table':
      return writeTable(set, out);
    case 'json':
      return writeData(jsonRows(set, jsonIndent(out)), out);
    case 'jsonl':
      return writeData(jsonLines(set), out);
    case 'csv':
      return writeData(csvText(set), out);
  }
}

/** Exactly, for a file or a program; to a screen without what would command it. */
export async function writeData(text: string, out: Output): Promise<void> {
  return out.write(out.isTerminal ? sanitiseText(text) : text);
}

/** One JSON document: on a screen indented, for a program on one line. */
export async function writeJson(value: object, { out }: Invocation): Promise<void> {
  await writeData(jsonDocument(value, jsonIndent(out)), out);
}

/** A table of plain strings, null printed as an empty cell. */
export async function writeListing(
  heads: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  { out }: Invocation,
): Promise<void> {
  const columns = heads.map((name) => ({ name, kind: 'text' as const }));
  const cells = rows.map((row) => row.map((cell) => cell ?? ''));
  await writeTable({ columns, rows: cells }, out, '');
}

/** What draws tables is loaded only where one is drawn: every command that can print JSON comes by here. */
/** One attribute a line. */
export async function writeExpanded(set: RowSet, out: Output): Promise<void> {
  const { expandedText } = await import('../output/table.ts');
  await out.write(expandedText(set, out.style));
}

async function writeTable(set: RowSet, out: Output, nullText?: string): Promise<void> {
  const { tableText } = await import('../output/table.ts');
  await out.write(tableText(set, out.style, nullText));
}

function jsonIndent(out: Output): number {
  return out.isTerminal ? 2 : 0;
}
