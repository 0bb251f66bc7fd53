/**
 * An error as people read it on stderr: what happened, the evidence, the way out. The only place where an error becomes
 * text; everything in it is made safe for a terminal, for servers quote the user's data in their messages.
 */
import { reportError, reportsIn, type ErrorReport } from '../errors.ts';
import { sanitiseLine, sanitiseText } from './sanitise.ts';

export interface DiagnosticStyle {
  readonly hasColor: boolean;
  /** Adds the statement, the cause and the stacks. */
  readonly isDebug: boolean;
}

/** Any thrown value; with `isDebug` its chain of causes too. */
export function errorText(error: unknown, style: DiagnosticStyle): string {
  const text = reportsIn(reportError(error))
    .map((report) => reportText(report, style))
    .join('');
  return style.isDebug ? text + causesText(error) : text;
}

/** A report that came as data: what a step left behind, or, as a `warning`, a model that did not load. */
export function reportText(
  report: ErrorReport,
  style: DiagnosticStyle,
  severity: 'error' | 'warning' | 'notice' = 'error',
): string {
  if (report.kind === 'interrupted') return 'interrupted\n';
  if (report.kind === 'bug') return bugText(report, style);
  return blockOf([
    headline(severity, report.message, style),
    ...evidence(report, style),
    ...(report.remedy === '' ? [] : [indented(`→ ${report.remedy}`)]),
  ]);
}

function bugText(report: ErrorReport, style: DiagnosticStyle): string {
  return blockOf([
    headline('error', report.message, style),
    indented(stackFrames(report.stack ?? '')),
    indented('→ This is a bug in seqscope: report it with the lines above and the command you typed.'),
  ]);
}

function evidence({ details }: ErrorReport, style: DiagnosticStyle): readonly string[] {
  const lines: string[] = [];
  if (details.excerpt !== undefined) lines.push(indented(details.excerpt));
  const place = placeText(details.file, details.line, details.column);
  if (place !== '') lines.push(indented(`at ${place}`));
  if (details.detail !== undefined) lines.push(indented(`detail: ${details.detail}`));
  if (details.hint !== undefined) lines.push(indented(`hint: ${details.hint}`));
  if (details.sqlState !== undefined) lines.push(indented(`SQLSTATE ${details.sqlState}`));
  if (style.isDebug && details.statement !== undefined) {
    lines.push(indented(`statement: ${details.statement}`));
  }
  return lines;
}

/** `file:line:column`, as editors and terminals open it. */
function placeText(file?: string, line?: number, column?: number): string {
  if (file === undefined)
    return line === undefined ? '' : `line ${line}${column === undefined ? '' : `:${column}`}`;
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

function causesText(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const lines = reportError(error).kind === 'bug' ? [] : [indented(stackFrames(error.stack ?? ''))];
  const seen = new Set<unknown>([error]);
  for (let cause = error.cause; cause instanceof Error && !seen.has(cause); cause = cause.cause) {
    seen.add(cause);
    lines.push(indented(`caused by ${cause.stack ?? cause.message}`));
  }
  return blockOf(lines);
}

/** The stack without its first lines, which repeat the message. */
function stackFrames(stack: string): string {
  const lines = stack.split('\n');
  const first = lines.findIndex((line) => /^\s+at /.test(line));
  return first === -1
    ? stack
    : lines
        .slice(first)
        .map((line) => line.trim())
        .join('\n');
}

function headline(word: string, message: string, style: DiagnosticStyle): string {
  const label = style.hasColor ? `\u001b[1;31m${word}:\u001b[0m` : `${word}:`;
  const [first = '', ...rest] = sanitiseText(message).split('\n');
  return [`${label} ${first}`, ...rest.map((line) => `  ${line}`)].join('\n');
}

function indented(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => `  ${sanitiseLine(line)}`)
    .join('\n');
}

function blockOf(lines: readonly string[]): string {
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => `${line}\n`)
    .join('');
}
