/** Paints a value that folds: a line for each key, its container's size or its value beside it. */
import { sanitiseLine } from '../../../output/sanitise.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { filledLines } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { lineText } from './instants.ts';
import type { ValueScreen } from './state.ts';
import { treeLines, type Tree } from './tree.ts';

const tones = {
  container: theme.muted,
  text: theme.text,
  number: theme.number,
  null: theme.null,
} as const;

export function paintTree(canvas: Canvas, screen: ValueScreen, tree: Tree): readonly string[] {
  const shown = treeLines(tree)
    .slice(screen.top, screen.top + canvas.height)
    .map((line, index) => {
      const isUnderCursor = screen.top + index === tree.cursor;
      const hasKeys = isUnderCursor && canvas.state.focus === 'main';
      const painted = lineOn(canvas).cell(isUnderCursor ? '›' : '', 2, theme.mark);
      // Very deep values keep some room for themselves.
      painted.skip(Math.min(2 * line.path.length, Math.floor(canvas.width / 2)));
      painted.add(line.isOpen === null ? '  ' : line.isOpen ? '▾ ' : '▸ ', theme.muted);
      const key = sanitiseLine(String(line.path.at(-1) ?? screen.title));
      painted.add(key, hasKeys ? theme.selected : theme.strong).add('  ');
      return painted.fill(lineText(line, canvas.state.timeZone), tones[line.tone]).toString();
    });
  return filledLines(shown, canvas.width, canvas.height);
}
