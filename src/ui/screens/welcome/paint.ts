/** Paints the start screen: what was found, what is still under way, and what is in the way with its remedy. */
import { type ErrorReport, reportsIn } from '../../../errors.ts';
import type { DatabaseStatus, ModelsView, ProjectSummary } from '../../../session-shapes.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines } from '../../paint/line.ts';
import type { Loadable } from '../../state.ts';
import { waitingHost } from '../../waiting-host.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { isFailedFile } from '../../problems.ts';
import { isDatabaseMissing } from './update.ts';

const labelWidth = 12;

export function paintWelcome(canvas: Canvas): readonly string[] {
  const { project, models, database, tables, preparing } = canvas.state;
  const waitingText = waitingHost(canvas.state) === null ? null : 'not connected: the host has to be allowed';
  const lines = [
    lineOn(canvas).toString(),
    partLine(canvas, 'Project', project, (value) => `${value.name}  ${value.root}`),
    ...configuredLines(canvas),
    partLine(canvas, 'Models', models, modelsText),
    partLine(canvas, 'Database', database, databaseText, waitingText),
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
  for (const report of reports) lines.push(...errorLines(canvas, report), ...keyLines(canvas, report));
  if (reports.length === 0) lines.push(...firstSteps(canvas));
  if (lines.length > canvas.height) {
    const more = lineOn(canvas).skip(3).add('… ').add('P', theme.mark).fill(' shows all of it', theme.muted);
    lines.splice(canvas.height - 1, lines.length, more.toString());
  }
  return filledLines(lines, canvas.width, canvas.height);
}

/** The key that mends it, beside the remedy that is typed. */
function keyLines(canvas: Canvas, report: ErrorReport): readonly string[] {
  const text =
    report.code === 'database-missing' && isDatabaseMissing(canvas.state)
      ? 'Or press `c` to create it now.'
      : report === waitingHost(canvas.state)
        ? 'Or press `a` to connect to it in this run.'
        : null;
  if (text === null) return [];
  return [lineOn(canvas).skip(1).cell('→', 2, theme.good).fill(text, theme.good).toString()];
}

/** Failures, each once: one cause may stop several parts. */
function failuresOf(canvas: Canvas): readonly ErrorReport[] {
  const { project, models, database, tables } = canvas.state;
  const reports: ErrorReport[] = [];
  const add = (report: ErrorReport) => {
    if (!reports.some(({ message }) => message === report.message)) reports.push(report);
  };
  for (const part of [project, models, database, tables]) {
    if (part.status === 'failed') reportsIn(part.report).forEach(add);
  }
  if (models.status === 'ready') models.value.problems.forEach(add);
  return reports;
}

/** `notYet` is said of a part that failed only because somebody has to agree first. */
function partLine<T>(
  canvas: Canvas,
  label: string,
  part: Loadable<T>,
  text: (value: T) => string,
  notYet: string | null = null,
): string {
  const line = lineOn(canvas).skip(2);
  const { project } = canvas.state;
  // Without a project nothing else can be there: one cause, one mark.
  const isBeside = part !== project && project.status === 'failed' && part.status === 'failed';
  if (isBeside) return line.add('  ').cell(label, labelWidth, theme.muted).fill('–', theme.muted).toString();
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
        .add(notYet === null ? '✗ ' : '? ', notYet === null ? theme.bad : theme.warning)
        .cell(label, labelWidth, theme.strong)
        .fill(notYet ?? 'not available', notYet === null ? theme.bad : theme.warning)
        .toString();
  }
}

/** Rows of keys and where each leads. */
const steps: readonly (readonly (readonly [key: string, text: string])[])[] = [
  [['⏎', 'open the model under the cursor']],
  [['/', 'search models and tables']],
  [
    ['T', 'tour of the schema'],
    ['I', 'search it'],
    ['A', 'draw it'],
  ],
  [
    ['K', 'check it'],
    ['B', 'activity'],
    ['L', 'log'],
  ],
  [
    ['M', 'migrations'],
    ['S', 'seeders'],
  ],
  [
    ['D', 'SQL'],
    ['J', 'REPL'],
  ],
  [[':', 'find any action, model or table']],
  [['?', 'the keys that work here']],
];
const stepWidths = [23, 14, 14];

function firstSteps(canvas: Canvas): readonly string[] {
  return [
    rule(canvas, 'First steps', theme.heading),
    ...steps.map((row) => {
      const line = lineOn(canvas).skip(2);
      row.forEach(([key, text], index) => {
        line.cell(key, 4, theme.mark);
        if (index === row.length - 1) line.fill(text);
        else line.cell(text, stepWidths[index] ?? 0);
      });
      return line.toString();
    }),
  ];
}

/** Where the configuration points, and below it where that comes from: known before anything is connected to. */
function configuredLines(canvas: Canvas): readonly string[] {
  const { project } = canvas.state;
  const target = project.status === 'ready' ? databaseChoice(project.value) : undefined;
  if (project.status === 'failed') return [];
  const first = partLine(canvas, 'Configured', project, () => target?.value ?? 'no database');
  if (target === undefined) return [first];
  const indent = labelWidth + 4;
  const lines = wrapText(target.why, Math.max(10, canvas.width - indent - 1), 2);
  return [first, ...lines.map((text) => lineOn(canvas).skip(indent).fill(text, theme.muted).toString())];
}

function databaseChoice({ choices }: ProjectSummary): ProjectSummary['choices'][number] | undefined {
  return choices.find(({ what }) => what === 'database');
}

/** The instance is named where there is a choice. */
function modelsText({ models, problems, instances }: ModelsView): string {
  const associations = models.reduce((sum, model) => sum + model.associations.length, 0);
  const failed = problems.filter(isFailedFile).length;
  const counts = [
    counted(models.length, 'model'),
    counted(associations, 'association'),
    ...(failed === 0 ? [] : [`${counted(failed, 'file')} failed`]),
  ].join(', ');
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
