/** What an evaluation came to, for people: what the code wrote, the statements it caused with their times, its value. */
import type { Evaluation, ExecutedStatement, ShownTable, ShownValue } from '../evaluation/evaluation.ts';
import { fitCell } from '../text/fit-cell.ts';
import { type DiagnosticStyle, reportText } from './diagnostics.ts';
import { counted, milliseconds } from './measures.ts';
import { partsText, toldText } from './part-text.ts';
import { treeText } from './record-tree.ts';
import { sanitiseLine } from './sanitise.ts';
import { tableText, type TableStyle } from './table.ts';

export type RecordView = 'table' | 'tree';

export type EvaluationStyle = TableStyle & DiagnosticStyle;

/** Rows of a table that are printed; the others are there for `.export` and the next line. */
const printedRows = 50;
/** Statements that are listed; `.sql` has all of them. */
const listedStatements = 8;

export function evaluationText(evaluation: Evaluation, style: EvaluationStyle, view: RecordView): string {
  if (evaluation.status === 'incomplete') return '';
  const notices = evaluation.notices.map((notice) => `  ${sanitiseLine(notice)}\n`).join('');
  const before =
    toldText(evaluation.told, style.hasColor) + statementLines(evaluation.statements, style) + notices;
  switch (evaluation.status) {
    case 'done':
      return before + valueText(evaluation.value, style, view, evaluation.name);
    case 'failed':
      return before + failureText(evaluation.report, style);
    case 'interrupted':
      return `${before}${dim('interrupted', style)}\n`;
  }
}

export function failureText(
  report: Extract<Evaluation, { status: 'failed' }>['report'],
  style: EvaluationStyle,
): string {
  const frames =
    report.stack === undefined ? '' : `${report.stack.split('\n').map(sanitiseLine).join('\n')}\n`;
  return reportText(report, style) + (report.kind === 'bug' ? '' : dimLines(frames, style));
}

/** `name` is what the value is called from now on. */
export function valueText(
  value: ShownValue,
  style: EvaluationStyle,
  view: RecordView,
  name: string | null = null,
): string {
  if (value.type === 'text') return `${partsText(value.parts, style.hasColor)}\n`;
  return recordsText(value, style, view) + footer(value, style, name);
}

function recordsText(table: ShownTable, style: EvaluationStyle, view: RecordView): string {
  const nodes = table.tree ?? (table.isSingle || view === 'tree' ? nodesOf(table) : null);
  if (nodes !== null && (view === 'tree' || table.isSingle)) return treeText(nodes, style);
  return tableText({ columns: table.columns, rows: table.rows.slice(0, printedRows) }, style);
}

/** The rows as records that include nothing. */
function nodesOf({ title, columns, rows }: ShownTable): NonNullable<ShownTable['tree']> {
  return rows.map((row) => ({
    model: title.replace(/\[\]$/, ''),
    fields: columns.map(({ name, kind }, index) => ({ name, kind, value: row[index] ?? null })),
    included: [],
  }));
}

function footer(table: ShownTable, style: EvaluationStyle, name: string | null): string {
  const { isSingle, rowCount, title, rows } = table;
  const shown = Math.min(rows.length, printedRows);
  const many = isSingle ? title : `${title}, ${counted(rowCount, 'row')}`;
  const rest = !isSingle && shown < rowCount ? `, the first ${String(shown)} shown` : '';
  return `${dim([`${many}${rest}`, name].filter(Boolean).join(' · '), style)}\n`;
}

/** The statements with their times, a line each: the first of them. */
export function statementLines(statements: readonly ExecutedStatement[], style: EvaluationStyle): string {
  const width = style.width ?? 120;
  const listed = statements.slice(0, listedStatements).map(({ sql, durationMs, rowCount }) => {
    const rows = rowCount === null ? '' : `, ${counted(rowCount, 'row')}`;
    const time = `  ${milliseconds(durationMs)}${rows}  `;
    const text = sanitiseLine(sql.replace(/\s+/g, ' '));
    return `${dim(`${time}${fitCell(text, Math.max(20, width - time.length - 1), 'left').trimEnd()}`, style)}\n`;
  });
  const rest = statements.length - listed.length;
  if (rest > 0) listed.push(`${dim(`  … ${counted(rest, 'more statement')}: .sql`, style)}\n`);
  return listed.join('');
}

function dimLines(text: string, style: EvaluationStyle): string {
  return text === '' ? '' : `${dim(text.trimEnd(), style)}\n`;
}

function dim(text: string, { hasColor }: EvaluationStyle): string {
  return hasColor ? `\u001b[2m${text}\u001b[22m` : text;
}
