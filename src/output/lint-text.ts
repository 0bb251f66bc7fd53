/** Lint findings as text: by file with the place and a rewrite, as GitHub's annotations, and the list of rules. */
import type {
  LintedEntry,
  LintFinding,
  LintLevel,
  LintReport,
  LintRuleSummary,
} from '../journal/lint/finding.ts';
import type { DiagnosticStyle } from './diagnostics.ts';
import { sanitiseLine, sanitiseText } from './sanitise.ts';

type PathText = (path: string) => string;

/** `pathOf` gives a path as it is to be shown. A rule is explained where it is first met. Migrations without findings are counted only. */
export function lintText({ entries }: LintReport, pathOf: PathText, { hasColor }: DiagnosticStyle): string {
  const explained = new Set<string>();
  const blocks = entries
    .filter(({ findings }) => findings.length > 0)
    .map((entry) => entryText(entry, pathOf, explained, hasColor));
  return [...blocks, summaryText(entries)].join('\n');
}

function entryText(
  { path, findings }: LintedEntry,
  pathOf: PathText,
  explained: Set<string>,
  hasColor: boolean,
): string {
  const shown = sanitiseLine(pathOf(path));
  const head = hasColor ? `\u001B[4m${shown}\u001B[24m` : shown;
  return [head, ...findings.map((finding) => findingText(finding, explained, hasColor))]
    .join('\n')
    .concat('\n');
}

function findingText(finding: LintFinding, explained: Set<string>, hasColor: boolean): string {
  const isNew = !explained.has(finding.rule);
  explained.add(finding.rule);
  const { line, column, level, message, rule, excerpt, why, rewrite } = finding;
  const place = line === null ? '' : `${line}:${column ?? 1}`;
  return [
    `  ${place.padEnd(8)}${levelText(level, hasColor)}  ${sanitiseLine(message)}  (${rule})`,
    ...(excerpt === null ? [] : [indented(excerpt)]),
    ...(isNew ? [indented(why)] : []),
    ...(rewrite === null ? [] : [indented('instead:'), indented(indented(rewrite))]),
    ...(isNew ? [indented(`see ${finding.source}`)] : []),
  ].join('\n');
}

const colors: Readonly<Record<LintLevel, number>> = { error: 31, warning: 33, notice: 36 };

function levelText(level: LintLevel, hasColor: boolean): string {
  const padded = level.padEnd(7);
  return hasColor ? `\u001B[${colors[level]}m${padded}\u001B[39m` : padded;
}

function indented(text: string): string {
  return sanitiseText(text)
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}

function summaryText(entries: readonly LintedEntry[]): string {
  const migrations = `${entries.length} ${entries.length === 1 ? 'migration' : 'migrations'}`;
  const counts = new Map<LintLevel, number>();
  for (const { level } of entries.flatMap(({ findings }) => findings))
    counts.set(level, (counts.get(level) ?? 0) + 1);
  const ignored = entries.reduce((sum, entry) => sum + entry.ignored, 0);
  const silenced = ignored === 0 ? '' : `; ${ignored} ignored by comments`;
  if (counts.size === 0) return `Nothing found in ${migrations}${silenced}.\n`;
  const parts = (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const count = counts.get(level) ?? 0;
    return count === 0 ? [] : [`${count} ${level}${count === 1 ? '' : 's'}`];
  });
  return `${parts.join(', ')} in ${migrations}${silenced}.\n`;
}

/** Workflow commands (GitHub documentation, "Workflow commands for GitHub Actions"), one line a finding. */
export function githubText({ entries }: LintReport, pathOf: PathText): string {
  return entries
    .flatMap(({ path, findings }) =>
      findings.map(({ level, rule, message, rewrite, line, column }) => {
        const place = line === null ? '' : `,line=${line},col=${column ?? 1}`;
        const text = rewrite === null ? message : `${message}\n\n${rewrite}`;
        return `::${level} file=${property(pathOf(path))}${place},title=${property(rule)}::${escaped(text)}\n`;
      }),
    )
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

export function rulesText(rules: readonly LintRuleSummary[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(7)}  ${title}\n`).join('');
}
