/** `db:migrate:lint`: findings by file for people, as JSON, or as annotations of a pull request. */
import { relative } from 'node:path';
import { exitCodes } from '../errors.ts';
import type {
  LintedEntry,
  LintFinding,
  LintLevel,
  LintReport,
  LintRuleSummary,
} from '../journal/lint/finding.ts';
import { githubText, lintText, rulesText } from '../output/lint-text.ts';
import type { Invocation } from './command.ts';
import { writeJson } from './rows-output.ts';

/** The gravest first. */
const levels: readonly LintLevel[] = ['error', 'warning', 'notice'];

export async function lintMigrations(invocation: Invocation): Promise<number> {
  const { options, out, notes, signal } = invocation;
  const session = await invocation.openSession();
  const format = options.flag('json') ? 'json' : (options.text('format') ?? 'human');
  if (options.flag('list-rules')) return listRules(await session.lintRules(), format, invocation);
  const report = await session.lint(
    { names: options.list('name'), includesExecuted: options.flag('all'), rules: options.list('rule') },
    { signal },
  );
  const { root } = await session.project();
  const shown = shownFrom(report, levelOf(options.text('level')) ?? 'notice');
  for (const remark of report.remarks) await notes.write(lintRemark(remark));
  switch (format) {
    case 'json':
      await writeJson(shown, invocation);
      break;
    case 'github':
      await out.write(githubText(shown, (path) => relative(root, path)));
      break;
    default:
      await out.write(lintText(shown, (path) => relative(root, path), out.style));
  }
  const failOn = options.text('fail-on') ?? 'error';
  return hasFinding(report, levelOf(failOn)) ? exitCodes.failed : exitCodes.ok;
}

function lintRemark(remark: string): string {
  return `note: ${remark}\n`;
}

async function listRules(
  rules: readonly LintRuleSummary[],
  format: string,
  invocation: Invocation,
): Promise<number> {
  if (format === 'json') await writeJson(rules, invocation);
  else await invocation.out.write(rulesText(rules));
  return exitCodes.ok;
}

function levelOf(text: string | null): LintLevel | null {
  return levels.find((level) => level === text) ?? null;
}

function isFrom({ level }: LintFinding, least: LintLevel): boolean {
  return levels.indexOf(level) <= levels.indexOf(least);
}

function shownFrom({ entries, remarks }: LintReport, least: LintLevel): LintReport {
  const shown = ({ findings, ...entry }: LintedEntry): LintedEntry => ({
    ...entry,
    findings: findings.filter((finding) => isFrom(finding, least)),
  });
  return { entries: entries.map(shown), remarks };
}

/** Whatever is shown of them. */
function hasFinding({ entries }: LintReport, least: LintLevel | null): boolean {
  return least !== null && entries.some(({ findings }) => findings.some((finding) => isFrom(finding, least)));
}
