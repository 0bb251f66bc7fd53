/** Paints the open scopes panel: the scopes with what they mean on the left, the exact SQL on the right. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { highlightedLines } from '../../paint/highlight.ts';
import { Line } from '../../paint/line.ts';
import { visibleLine } from '../../terminal/line-input.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { modelOf, scopeLines, scopesPanelHeight, type ScopeLine } from './scopes.ts';
import { expectedTotal, knownTotal, type RowsScreen } from './state.ts';

/** As many lines as scopesPanelHeight says; none when the panel is closed. */
export function paintScopes(canvas: Canvas, screen: RowsScreen): readonly string[] {
  const panel = screen.scopesPanel;
  const model = modelOf(canvas.state, screen.spec);
  const height = scopesPanelHeight(canvas.state, screen);
  if (panel === null || model === null || height === 0) return [];
  const scopes = scopeLines(model, screen.spec);
  const argumentLines = panel.argument === null ? 0 : 1;
  const listHeight = Math.max(1, height - 1 - argumentLines);
  const top = Math.max(0, Math.min(panel.cursor, scopes.length - listHeight));
  const leftWidth = Math.floor(canvas.width * 0.5);
  const sql = sqlLines(canvas, screen, canvas.width - leftWidth - 3, listHeight);
  const lines = Array.from({ length: listHeight }, (_, index) => {
    const scope = scopes[top + index];
    const left =
      scope === undefined
        ? new Line(canvas.paint, leftWidth).toString()
        : scopeLine(canvas, scope, leftWidth, top + index === panel.cursor);
    return `${left}${canvas.paint(' │ ', theme.muted)}${sql[index] ?? ' '.repeat(canvas.width - leftWidth - 3)}`;
  });
  if (panel.argument !== null) {
    const label = ` ${panel.argument.scope}(`;
    const { text } = visibleLine(panel.argument.line, canvas.width - label.length - 1);
    lines.push(lineOn(canvas).add(label, theme.heading).fill(text).toString());
  }
  return [...lines, rule(canvas, countText(screen), theme.muted)];
}

function scopeLine(canvas: Canvas, scope: ScopeLine, width: number, isUnderCursor: boolean): string {
  const line = new Line(canvas.paint, width);
  line.cell(isUnderCursor ? '›' : '', 2, theme.mark);
  line.add(scope.isUsed ? '[x] ' : '[ ] ', scope.isUsed ? theme.good : theme.muted);
  line.add(scope.name, isUnderCursor ? theme.selected : scope.isUsed ? theme.strong : theme.plain);
  return line.skip(1).fill(scope.detail, theme.muted).toString();
}

function sqlLines(canvas: Canvas, screen: RowsScreen, width: number, height: number): readonly string[] {
  if (screen.statement === null) return [];
  const wrapped = wrapText(screen.statement.shortSql, width, height + 1);
  const shown = wrapped.slice(0, height);
  if (wrapped.length > height && shown.length > 0) {
    shown[shown.length - 1] = `${(shown.at(-1) ?? '').slice(0, Math.max(0, width - 10))} … Q`;
  }
  return highlightedLines(canvas.paint, shown, 'sql', width);
}

function countText(screen: RowsScreen): string {
  if (screen.count.status === 'counting') return 'counting …';
  const known = knownTotal(screen);
  const expected = screen.isStale ? null : expectedTotal(screen);
  const total = known === null ? expected : groupedDigits(known);
  return total === null ? '' : `${total} rows`;
}
