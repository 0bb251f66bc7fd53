/** Paints the record screen: name, type and value of every attribute, then the associations. */
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { filledLines } from '../../paint/line.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import { gap, markWidth, recordColumns, recordItems, recordLines, type RecordLine } from './items.ts';
import type { RecordScreen } from './state.ts';

const tones: Readonly<Record<RecordLine['tone'], TextStyle>> = {
  value: theme.plain,
  null: theme.null,
  more: theme.muted,
  rule: theme.heading,
  association: theme.plain,
};

export function paintRecord(canvas: Canvas, screen: RecordScreen): readonly string[] {
  const columns = recordColumns(recordItems(canvas.state, screen), screen, canvas.width);
  const lines = recordLines(canvas.state, screen, canvas.width)
    .slice(screen.top, screen.top + canvas.height)
    .map((line) => {
      if (line.tone === 'rule') return rule(canvas, line.text, theme.heading);
      const isUnderCursor = line.item === screen.cursor;
      const isFirst = line.label !== '';
      const label = isUnderCursor && canvas.state.focus === 'main' ? theme.selected : theme.strong;
      const painted = lineOn(canvas).cell(isUnderCursor && isFirst ? '›' : '', markWidth, theme.mark);
      painted.cell(line.label, columns.label - gap, isFirst ? label : theme.plain).skip(gap);
      painted.cell(line.aside, columns.aside - gap, theme.muted).skip(Math.min(gap, columns.aside));
      const isAlone = columns.detail === 0 || line.detail === undefined;
      if (isAlone) return painted.fill(line.text, tones[line.tone]).toString();
      painted.cell(line.text, painted.room - columns.detail, tones[line.tone]).skip(gap);
      return painted.fill(line.detail, theme.muted).toString();
    });
  return filledLines(lines, canvas.width, canvas.height);
}
