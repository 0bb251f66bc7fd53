/** How much a problem of a project matters: whether something is missing because of it. */
import type { ErrorReport } from '../errors.ts';
import type { ProjectProblem } from '../session-shapes.ts';

/** Everything is there in spite of these; an old Sequelize that loaded the models works so far. */
const warnings = [
  'targets-differ',
  'unconfirmed-host',
  'no-target',
  'migrations-folder-missing',
  'seeders-folder-missing',
  'sequelize-version',
];

/** A report with its severity. */
export function problemOf(report: ErrorReport): ProjectProblem {
  const isWarning = report.isNotice === true || warnings.includes(report.code);
  return { ...report, severity: isWarning ? 'warning' : 'error' };
}
