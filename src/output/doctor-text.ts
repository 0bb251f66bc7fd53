/** What the doctor found as text: a block for each check, the gravest first, and how many of each at the end; the list of checks. */
import type { CheckFinding, CheckLevel, CheckSummary, DoctorReport } from '../checks/doctor/finding.ts';
import { cellWidth } from '../text/fit-cell.ts';
import { sanitiseLine, sanitiseText } from './sanitise.ts';
import { wrapped } from './wrapped.ts';

interface DoctorStyle {
  readonly hasColor: boolean;
  /** Cells of the screen; null for a pipe, where nothing is broken. */
  readonly width: number | null;
  /** True to tell every finding of a check, however many. */
  readonly isWhole: boolean;
}

/** Of one check, where not all are asked for. */
const most = 5;
const levels: readonly CheckLevel[] = ['error', 'warning', 'info'];

/** Known findings are counted only. Within a check those of the biggest tables come first. */
export function doctorText(
  report: DoctorReport,
  summaries: readonly CheckSummary[],
  style: DoctorStyle,
): string {
  const { findings, baseline } = report;
  const groups = groupsOf(findings.filter(({ isKnown }) => !isKnown));
  const stale = baseline?.stale ?? [];
  const gone =
    stale.length === 0
      ? []
      : [
          `Not found any more, and still in the baseline (write it anew with --write-baseline):\n${stale.map((id) => `  ${sanitiseLine(id)}\n`).join('')}`,
        ];
  const blocks = groups.map((group) =>
    groupText(
      group,
      summaries.find(({ id }) => id === group.check),
      style,
    ),
  );
  return [
    ...blocks,
    ...gone,
    ...(groups.length > 1 ? [countsText(groups, style)] : []),
    `${summaryText(report)}${groups.length === 0 ? '' : waysText(style)}`,
  ].join('\n');
}

interface FindingGroup {
  readonly check: string;
  readonly level: CheckLevel;
  readonly findings: readonly CheckFinding[];
}

/** By level, and in the report's order of checks. */
function groupsOf(findings: readonly CheckFinding[]): readonly FindingGroup[] {
  return levels.flatMap((level) => {
    const own = findings.filter((finding) => finding.level === level);
    return [...new Set(own.map(({ check }) => check))].map((check) => ({
      check,
      level,
      findings: own
        .filter((finding) => finding.check === check)
        .sort((a, b) => (b.rowEstimate ?? 0) - (a.rowEstimate ?? 0)),
    }));
  });
}

function groupText(
  { check, level, findings }: FindingGroup,
  summary: CheckSummary | undefined,
  style: DoctorStyle,
): string {
  const [first] = findings;
  const isOneFix = findings.every(({ fix }) => fix?.text === first?.fix?.text);
  const shared = isOneFix && first?.fix != null ? [`fix: ${first.fix.text}`] : [];
  const told = style.isWhole ? findings : findings.slice(0, most);
  const left = findings.length - told.length;
  const about = summary === undefined ? [] : [`${capital(summary.title)}. ${summary.why}`];
  return [
    `${levelText(level, style)}  ${bold(check, style)}  ${String(findings.length)}`,
    ...[...about, ...shared].flatMap((text) => wrapped(text, '  ', style)),
    ...(summary === undefined ? [] : [`  ${summary.source}`]),
    ...told.flatMap((finding) => ['', ...findingLines(finding, isOneFix, style)]),
    ...(left === 0 ? [] : ['', `  … ${String(left)} more: seqscope doctor --only ${check}`]),
  ]
    .join('\n')
    .concat('\n');
}

function findingLines(
  { title, evidence, fix }: CheckFinding,
  isOneFix: boolean,
  style: DoctorStyle,
): readonly string[] {
  return [
    ...wrapped(title, '  ', style),
    ...inOneLine(evidence).flatMap((line) => wrapped(line, '    ', style)),
    ...(fix === null || isOneFix ? [] : wrapped(`fix: ${fix.text}`, '    ', style)),
    // Never broken: it is there to be copied.
    ...(fix === null ? [] : sanitiseText(fix.code).split('\n')).map((line) => `      ${line}`),
  ];
}

const shortLine = 76;

/** Figures beside each other; a definition has its line. */
function inOneLine(evidence: readonly string[]): readonly string[] {
  const joined = evidence.join(' · ');
  return cellWidth(sanitiseLine(joined)) <= shortLine ? (joined === '' ? [] : [joined]) : evidence;
}

const colors: Readonly<Record<CheckLevel, number>> = { error: 31, warning: 33, info: 36 };

function levelText(level: CheckLevel, { hasColor }: DoctorStyle): string {
  return hasColor ? `\u001B[${String(colors[level])}m${level}\u001B[39m` : level;
}

function bold(text: string, { hasColor }: DoctorStyle): string {
  return hasColor ? `\u001B[1m${text}\u001B[22m` : text;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function countsText(groups: readonly FindingGroup[], style: DoctorStyle): string {
  const width = Math.max(...groups.map(({ findings }) => String(findings.length).length));
  return groups
    .map(({ check, level, findings }) => {
      const gap = ' '.repeat('warning'.length - level.length);
      return `${String(findings.length).padStart(width + 2)}  ${levelText(level, style)}${gap}  ${check}\n`;
    })
    .join('');
}

function summaryText({ findings, checks: { length }, incomplete }: DoctorReport): string {
  const made = `${String(length)} ${length === 1 ? 'check' : 'checks'}`;
  const checks = incomplete.length === 0 ? made : `the ${made} that could be made`;
  const known = findings.filter(({ isKnown }) => isKnown).length;
  const agreed = known === 0 ? '' : `; ${String(known)} known`;
  const parts = levels.flatMap((level) => {
    const count = findings.filter((finding) => !finding.isKnown && finding.level === level).length;
    const several = level === 'info' ? level : `${level}s`;
    return count === 0 ? [] : [`${String(count)} ${count === 1 ? level : several}`];
  });
  return parts.length === 0
    ? `Nothing found by ${checks}${agreed}.\n`
    : `${parts.join(', ')} by ${checks}${agreed}.\n`;
}

/** On a screen: how to go on. */
function waysText({ width }: DoctorStyle): string {
  if (width === null) return '';
  return [
    'Narrow it down with --only CHECK, --except CHECK or --level warning.',
    '--migration makes a migration of the fixes,',
    '--write-baseline agrees to what there is.',
  ]
    .map((line) => `${line}\n`)
    .join('');
}

export function checksText(checks: readonly CheckSummary[]): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  return checks.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(7)}  ${title}\n`).join('');
}
