/** Paints the project screen. */
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { filledLines } from '../../paint/line.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import { choiceLabel, problemLabel, projectLines, type ProjectLine } from './lines.ts';
import type { ProjectScreen } from './state.ts';

const tones: Readonly<Record<ProjectLine['tone'], TextStyle>> = {
  rule: theme.heading,
  choice: theme.plain,
  why: theme.muted,
  error: theme.bad,
  warning: theme.warning,
  place: theme.muted,
  detail: theme.plain,
  remedy: theme.good,
};

export function paintProject(canvas: Canvas, screen: ProjectScreen): readonly string[] {
  const lines = projectLines(canvas.state, canvas.width)
    .slice(screen.top, screen.top + canvas.height)
    .map((line) => paintLine(canvas, line));
  return filledLines(lines, canvas.width, canvas.height);
}

function paintLine(canvas: Canvas, { tone, label, text }: ProjectLine): string {
  if (tone === 'rule') return rule(canvas, text, theme.heading);
  const isChoice = tone === 'choice' || tone === 'why';
  return lineOn(canvas)
    .skip(1)
    .cell(label, isChoice ? choiceLabel : problemLabel, isChoice ? theme.strong : tones[tone])
    .fill(text, tones[tone])
    .toString();
}
