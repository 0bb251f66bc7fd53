/** The project screen as lines of text, before they are styled: what moves in it and what paints it count the same. */
import type { ErrorReport } from '../../../errors.ts';
import type { ProjectCounts } from '../../../session-shapes.ts';
import { problemsOf, problemsText } from '../../problems.ts';
import type { State } from '../../state.ts';
import { wrapText } from '../../wrap-text.ts';

export interface ProjectLine {
  readonly tone: 'rule' | 'choice' | 'why' | 'error' | 'warning' | 'place' | 'detail' | 'remedy';
  /** Before the text, on the first line of what it belongs to. */
  readonly label: string;
  readonly text: string;
}

/** Cells of the labels of choices. */
export const choiceLabel = 17;
/** Cells of the marks of problems. */
export const problemLabel = 3;

const blank: ProjectLine = { tone: 'why', label: '', text: '' };

/** Problems first: they are why somebody looks. */
export function projectLines(state: State, width: number): readonly ProjectLine[] {
  const problems = problemsOf(state);
  const lines: ProjectLine[] = [];
  if (problems.length > 0) lines.push({ tone: 'rule', label: '', text: problemsText(problems) });
  for (const problem of problems) lines.push(...problemLines(problem, problem.severity, width), blank);
  const choices = choicesOf(state);
  if (choices.length > 0) lines.push({ tone: 'rule', label: '', text: 'What was chosen, and why' });
  for (const { what, value, why } of choices) {
    lines.push(...labelled('choice', what, value ?? 'none', width));
    lines.push(...labelled('why', '', why, width));
  }
  const counts = countLines(state, width);
  if (counts.length === 0) return lines;
  if (choices.length > 0) lines.push(blank);
  return [...lines, { tone: 'rule', label: '', text: 'What there is' }, ...counts];
}

/** The inspection knows more; until it is here, what the session found. */
function choicesOf({ project, inspection }: State) {
  if (inspection.status === 'ready') return inspection.value.choices;
  return project.status === 'ready' ? project.value.choices : [];
}

function problemLines(
  problem: ErrorReport,
  severity: 'error' | 'warning',
  width: number,
): readonly ProjectLine[] {
  const { message, remedy, details } = problem;
  const { file, line, column, excerpt, detail, hint } = details;
  const wrapped = (tone: ProjectLine['tone'], text: string, label = ''): readonly ProjectLine[] =>
    text === ''
      ? []
      : wrapText(text, Math.max(10, width - problemLabel - 2)).map((part, index) => ({
          tone,
          label: index === 0 ? label : '',
          text: part,
        }));
  const place = file === undefined ? [] : [file, line, column].filter((part) => part !== undefined);
  return [
    ...wrapped(severity, message, severity === 'error' ? '✗' : '!'),
    ...wrapped('place', place.join(':')),
    // Code is cut at the edge: wrapped, its caret would point elsewhere.
    ...(excerpt === undefined ? [] : excerpt.split('\n').map((text) => plainLine('detail', text))),
    ...wrapped('detail', detail ?? ''),
    ...wrapped('detail', hint ?? ''),
    ...wrapped('remedy', remedy, '→'),
  ];
}

function plainLine(tone: ProjectLine['tone'], text: string): ProjectLine {
  return { tone, label: '', text };
}

function countLines(state: State, width: number): readonly ProjectLine[] {
  const { inspection } = state;
  if (inspection.status === 'failed') return problemLines(inspection.report, 'error', width);
  if (inspection.status !== 'ready') return labelled('why', '', 'Looking …', width);
  const { counts, root } = inspection.value;
  if (root === null) return [];
  return counted(counts).flatMap(([label, count]) =>
    labelled('choice', label, count === null ? 'not known' : String(count), width),
  );
}

function counted(counts: ProjectCounts): readonly (readonly [string, number | null])[] {
  const { models, associations, scopes, migrations, seeders } = counts;
  return [
    ['models', models],
    ['associations', associations],
    ['scopes', scopes],
    ['migrations', migrations],
    ['seeders', seeders],
  ];
}

function labelled(
  tone: ProjectLine['tone'],
  label: string,
  text: string,
  width: number,
): readonly ProjectLine[] {
  return wrapText(text, Math.max(10, width - choiceLabel - 2)).map((part, index) => ({
    tone,
    label: index === 0 ? label : '',
    text: part,
  }));
}
