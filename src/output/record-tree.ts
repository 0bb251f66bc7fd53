/**
 * Records with what was included below them, as lines: one record with an attribute a line, several with a line each. Wide lines are
 * cut where a screen says how wide it is.
 */
import type { IncludedNodes, RecordNode } from '../evaluation/evaluation.ts';
import { cellWidth, fitCell } from '../text/fit-cell.ts';
import { cellText } from './cell.ts';

export interface TreeStyle {
  /** Cells of the screen; null for as long as it gets. */
  readonly width: number | null;
  readonly hasColor: boolean;
}

/** Records of one list that are shown. */
const shownRecords = 20;
/** Attributes of a record that has one line. */
const shownFields = 6;

export function treeText(roots: readonly RecordNode[], style: TreeStyle): string {
  const [first] = roots;
  const lines =
    roots.length === 1 && first !== undefined ? wholeRecord(first, style) : listLines(roots, '', style);
  return lines.map((line) => `${line}\n`).join('');
}

function wholeRecord(record: RecordNode, style: TreeStyle): readonly string[] {
  const widest = Math.max(0, ...record.fields.map(({ name }) => cellWidth(name)));
  const fields = record.fields.map(({ name, kind, value }) => {
    const isMuted = value === null || value === '';
    const room = (style.width ?? 10_000) - widest - 4;
    const text = cut(cellText(value, { kind, maxLength: 2_000 }), room);
    return `  ${painted(fitCell(name, widest, 'left'), '1', style)}  ${isMuted ? painted(text, '2', style) : text}`;
  });
  return [painted(record.model, '36', style), ...fields, ...includedLines(record, '  ', style)];
}

function listLines(records: readonly RecordNode[], indent: string, style: TreeStyle): readonly string[] {
  const lines = records
    .slice(0, shownRecords)
    .flatMap((record) => [recordLine(record, indent, style), ...includedLines(record, `${indent}  `, style)]);
  const rest = records.length - shownRecords;
  return rest > 0 ? [...lines, painted(`${indent}… ${String(rest)} more`, '2', style)] : lines;
}

function recordLine(record: RecordNode, indent: string, style: TreeStyle): string {
  const told = record.fields
    .filter(({ value }) => value !== null && value !== '')
    .slice(0, shownFields)
    .map(({ kind, value }) => cellText(value, { kind, maxLength: 40 }))
    .join(' · ');
  const room = (style.width ?? 10_000) - indent.length - record.model.length - 1;
  return `${indent}${painted(record.model, '36', style)} ${cut(told, room)}`;
}

function includedLines(record: RecordNode, indent: string, style: TreeStyle): readonly string[] {
  return record.included.flatMap((included) => [
    `${indent}${painted(`└ ${included.association}`, '1', style)} ${painted(amount(included), '2', style)}`,
    ...listLines(included.records, `${indent}    `, style),
  ]);
}

function amount({ isMany, records }: IncludedNodes): string {
  if (isMany) return `(${String(records.length)})`;
  return records.length === 0 ? '(none)' : '';
}

function cut(text: string, room: number): string {
  return cellWidth(text) <= room ? text : fitCell(text, Math.max(1, room), 'left').trimEnd();
}

function painted(text: string, code: string, { hasColor }: TreeStyle): string {
  return hasColor ? `\u001b[${code}m${text}\u001b[0m` : text;
}
