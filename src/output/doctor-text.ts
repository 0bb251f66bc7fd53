/** What the doctor found as text: by level, each with its evidence and its fix; and the list of checks. */
import type { CheckFinding, CheckLevel, CheckSummary, DoctorReport } from '../checks/doctor/finding.ts';
import type { DiagnosticStyle } from './diagnostics.ts';
import { sanitiseLine, sanitiseText } from './sanitise.ts';

interface DoctorStyle extends DiagnosticStyle {
  /** True to tell every finding of a check, however many. */
  readonly isWhole: boolean;
}

/** Of one check, where all are asked for. */
const most = 10;

/** Known findings are counted only. A check is explained where it is first met. */
export function doctorText(
  { findings, checks, baseline }: DoctorReport,
  summaries: readonly CheckSummary[],
  { hasColor, isWhole }: DoctorStyle,
): string {
  const fresh = findings.filter(({ isKnown }) => !isKnown);
  const told = new Map<string, number>();
  const blocks = fresh.flatMap((finding) => {
    const count = (told.get(finding.check) ?? 0) + 1;
    told.set(finding.check, count);
    if (!isWhole && count > most) return [];
    const summary = count === 1 ? summaries.find(({ id }) => id === finding.check) : undefined;
    return [findingText(finding, summary, hasColor)];
  });
  const cut = [...told]
    .filter(([, count]) => !isWhole && count > most)
    .map(([check, count]) => `${String(count - most)} more: seqscope doctor --only ${check}\n`);
  const stale = baseline?.stale ?? [];
  const gone =
    stale.length === 0
      ? []
      : [
          `Not found any more, and still in the baseline (write it anew with --write-baseline):\n${stale.map((id) => `  ${sanitiseLine(id)}\n`).join('')}`,
        ];
  return [...blocks, ...cut, ...gone, summaryText(findings, checks.length)].join('\n');
}

function findingText(
  { level, title, check, evidence, fix }: CheckFinding,
  summary: CheckSummary | undefined,
  hasColor: boolean,
): string {
  return [
    `${levelText(level, hasColor)}  ${sanitiseLine(title)}  (${check})`,
    ...evidence.map((line) => `    ${sanitiseLine(line)}`),
    ...(summary === undefined ? [] : [`    ${summary.why}`]),
    ...(fix === null ? [] : [`    fix: ${sanitiseLine(fix.text)}`, indented(fix.code)]),
    ...(summary === undefined ? [] : [`    see ${summary.source}`]),
  ]
    .join('\n')
    .concat('\n');
}

const colors: Readonly<Record<CheckLevel, number>> = { error: 31, warning: 33, info: 36 };

function levelText(level: CheckLevel, hasColor: boolean): string {
  const padded = level.padEnd(7);
  return hasColor ? `\u001B[${String(colors[level])}m${padded}\u001B[39m` : padded;
}

function indented(code: string): string {
  return sanitiseText(code)
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
}

function summaryText(findings: readonly CheckFinding[], checkCount: number): string {
  const checks = `${String(checkCount)} ${checkCount === 1 ? 'check' : 'checks'}`;
  const known = findings.filter(({ isKnown }) => isKnown).length;
  const agreed = known === 0 ? '' : `; ${String(known)} known`;
  const parts = (['error', 'warning', 'info'] as const).flatMap((level) => {
    const count = findings.filter((finding) => !finding.isKnown && finding.level === level).length;
    const several = level === 'info' ? level : `${level}s`;
    return count === 0 ? [] : [`${String(count)} ${count === 1 ? level : several}`];
  });
  return parts.length === 0
    ? `Nothing found by ${checks}${agreed}.\n`
    : `${parts.join(', ')} by ${checks}${agreed}.\n`;
}

export function checksText(checks: readonly CheckSummary[]): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  return checks.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(7)}  ${title}\n`).join('');
}
