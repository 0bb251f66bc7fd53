/** What a sandbox would commit, row by row, as lines. */
import type { RowChange, RowTexts, SandboxReview, TableReview } from '../database/sandbox/sandbox.ts';
import { counted } from './measures.ts';
import { sanitiseLine } from './sanitise.ts';

/** Rows of a table that are listed. */
const listedRows = 20;

export function reviewText(review: SandboxReview): string {
  const tables = review.tables.flatMap(tableLines);
  const schema = Object.values(review.schema).some((part) => Array.isArray(part) && part.length > 0)
    ? ['The schema is changed, too.']
    : [];
  const sequences = review.sequences.map((name) => `sequence ${name}: what was drawn stays drawn`);
  const lines = [...tables, ...schema, ...sequences];
  return (lines.length === 0 ? ['Nothing is changed.'] : lines)
    .map((line) => `${sanitiseLine(line)}\n`)
    .join('');
}

function tableLines(table: TableReview): readonly string[] {
  const { inserted, updated, deleted, rows, note } = table;
  const amounts = [
    inserted > 0 ? `${counted(inserted, 'row')} inserted` : '',
    updated > 0 ? `${counted(updated, 'row')} updated` : '',
    deleted > 0 ? `${counted(deleted, 'row')} deleted` : '',
  ].filter((text) => text !== '');
  const listed = rows.slice(0, listedRows).map((change) => `  ${changeText(change)}`);
  const rest = inserted + updated + deleted - listed.length;
  return [
    `${table.schema}.${table.table}: ${[...amounts, ...(note === null ? [] : [note])].join(', ')}`,
    ...listed,
    ...(rest > 0 && note === null ? [`  … ${counted(rest, 'more row')}`] : []),
  ];
}

function changeText(change: RowChange): string {
  switch (change.type) {
    case 'inserted':
      return `+ ${rowText(change.row)}`;
    case 'deleted':
      return `- ${rowText(change.row)}`;
    case 'updated': {
      const changes = change.changes.map(
        ({ column, from, to }) => `${column}: ${valueText(from)} → ${valueText(to)}`,
      );
      return `~ ${rowText(change.key)}  ${changes.join(', ')}`;
    }
  }
}

function rowText(row: RowTexts): string {
  return Object.entries(row)
    .map(([column, value]) => `${column} ${valueText(value)}`)
    .join(', ');
}

function valueText(value: string | null): string {
  if (value === null) return 'NULL';
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
}
