/** What is wrong with the project, as far as it is known: the status line counts it, the sidebar and the project screen list it. */
import { type ErrorReport, reportsIn } from '../errors.ts';
import type { ProjectProblem } from '../session-shapes.ts';
import { unconfirmedHost } from './waiting-host.ts';
import type { State } from './state.ts';

/** Each once. What an inspection said stands beside what failed since; a notice, and a host that waits, are warnings. */
export function problemsOf(state: State): readonly ProjectProblem[] {
  const { project, models, database, tables, inspection } = state;
  const problems: ProjectProblem[] = [];
  const add = (report: ErrorReport, severity?: ProjectProblem['severity']): void => {
    if (problems.some(({ code, message }) => code === report.code && message === report.message)) return;
    const isWarning = report.isNotice === true || report.code === unconfirmedHost;
    problems.push({ ...report, severity: severity ?? (isWarning ? 'warning' : 'error') });
  };
  if (inspection.status === 'ready') {
    for (const problem of inspection.value.problems) {
      const isSettled = problem.code === unconfirmedHost && database.status === 'ready';
      if (!isSettled) add(problem, problem.severity);
    }
  }
  for (const part of [project, models, database, tables]) {
    if (part.status === 'failed') for (const report of reportsIn(part.report)) add(report);
  }
  if (models.status === 'ready') for (const report of models.value.problems) add(report);
  return problems;
}

/** `2 problems, 1 warning`; empty without any. */
export function problemsText(problems: readonly ProjectProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return [counted(errors, 'problem'), counted(warnings, 'warning')].filter((text) => text !== '').join(', ');
}

/** True for a file that did not load: it is listed where its models would be. */
export function isFailedFile({ details, isNotice }: ErrorReport): boolean {
  return details.file !== undefined && isNotice !== true;
}

/** The files that did not load; all that is known of them when no model loaded at all. */
export function failedFiles({ models }: State): readonly ErrorReport[] {
  if (models.status === 'ready') return models.value.problems.filter(isFailedFile);
  return models.status === 'failed' ? reportsIn(models.report).filter(isFailedFile) : [];
}

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
