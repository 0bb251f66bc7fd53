/** Paints the start screen: what was found, what is still under way, and what is in the way with its remedy. */
import type { ErrorReport } from '../../../errors.ts';
import type { DatabaseStatus, ModelsView, ProjectSummary } from '../../../session.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines } from '../../paint/line.ts';
import type { Loadable } from '../../state.ts';
import { theme } from '../../theme.ts';
import { isDatabaseMissing } from './update.ts';

const labelWidth = 12;

export function paintWelcome(canvas: Canvas): readonly string[] {
  const { project, models, database, tables, preparing } = canvas.state;
  const lines = [
    lineOn(canvas).toString(),
    partLine(canvas, 'Project', project, (value) => `${value.name}  ${value.root}`),
    partLine(canvas, 'Configured', project, configuredText),
    partLine(canvas, 'Models', models, modelsText),
    partLine(canvas, 'Database', database, databaseText),
    ...(tables.status === 'ready'
      ? [partLine(canvas, 'Tables', tables, (value) => counted(value.length, 'table'))]
      : []),
  ];
  if (preparing !== null) {
    lines.push(
      lineOn(canvas)
        .skip(labelWidth + 4)
        .fill(preparing, theme.warning)
        .toString(),
    );
  }
  lines.push(lineOn(canvas).toString());
  const reports = failuresOf(canvas);
  for (const report of reports) lines.push(...errorLines(canvas, report));
  if (isDatabaseMissing(canvas.state)) {
    lines.push(
      lineOn(canvas)
        .skip(1)
        .cell('→', 2, theme.good)
        .fill('Or press `c` to create it now.', theme.good)
        .toString(),
    );
  }
  if (reports.length === 0) lines.push(...firstSteps(canvas));
  return filledLines(lines, canvas.width, canvas.height);
}

/** Failures, each once: one cause may stop several parts. */
function failuresOf(canvas: Canvas): readonly ErrorReport[] {
  const { project, models, database, tables } = canvas.state;
  const reports: ErrorReport[] = [];
  const add = (report: ErrorReport) => {
    if (!reports.some(({ message }) => message === report.message)) reports.push(report);
  };
  for (const part of [project, models, database, tables]) {
    if (part.status === 'failed') add(part.report);
  }
  if (models.status === 'ready') models.value.problems.forEach(add);
  return reports;
}

function partLine<T>(canvas: Canvas, label: string, part: Loadable<T>, text: (value: T) => string): string {
  const line = lineOn(canvas).skip(2);
  switch (part.status) {
    case 'idle':
      return line.add('  ').cell(label, labelWidth, theme.muted).toString();
    case 'loading':
      return line.add('· ', theme.muted).cell(label, labelWidth).fill('…', theme.muted).toString();
    case 'ready':
      return line
        .add('✓ ', theme.good)
        .cell(label, labelWidth, theme.strong)
        .fill(text(part.value))
        .toString();
    case 'failed':
      return line
        .add('✗ ', theme.bad)
        .cell(label, labelWidth, theme.strong)
        .fill('not available', theme.bad)
        .toString();
  }
}

function firstSteps(canvas: Canvas): readonly string[] {
  const steps: readonly (readonly [string, string])[] = [
    ['⏎', 'open the model under the cursor'],
    ['/', 'search models and tables'],
    ['M', 'migrations      S  seeders      L  log'],
    [':', 'find any action, model or table'],
    ['?', 'the keys that work here'],
  ];
  return [
    rule(canvas, 'First steps', theme.heading),
    ...steps.map(([key, text]) => lineOn(canvas).skip(2).cell(key, 4, theme.mark).fill(text).toString()),
  ];
}

/** Known before anything is connected to. */
function configuredText({ choices }: ProjectSummary): string {
  const target = choices.find(({ what }) => what === 'database');
  return target === undefined ? 'no database' : `${target.value ?? 'no database'}  ${target.why}`;
}

/** The instance is named where there is a choice. */
function modelsText({ models, instances }: ModelsView): string {
  const associations = models.reduce((sum, model) => sum + model.associations.length, 0);
  const counts = `${counted(models.length, 'model')}, ${counted(associations, 'association')}`;
  const [chosen, ...others] = instances;
  if (chosen === undefined || others.length === 0) return counts;
  return `${counts}  of ${chosen.name}, not ${others.map(({ name }) => name).join(', ')}`;
}

function databaseText({ database, host, port, embedded, serverVersion }: DatabaseStatus): string {
  const place = embedded
    ? 'on the embedded server'
    : `at ${host}${host.startsWith('/') ? '' : `:${String(port)}`}`;
  return `${database} ${place}, PostgreSQL ${serverVersion}`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
