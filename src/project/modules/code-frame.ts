/**
 * The lines around a place in a file, with a caret: the evidence beside a load error.
 */

/**
 * At most two lines before and one after `line` (1-based), the line itself marked with `>`, the caret under `column`
 * (1-based). Null when the text has no such line.
 */
export function codeFrame(text: string, line: number, column?: number): string | null {
  const lines = text.split(/\r\n|\n|\r/);
  if (line < 1 || line > lines.length) return null;
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 1);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const source = (lines[number - 1] ?? '').slice(0, 200);
    const gutter = String(number).padStart(width);
    frame.push(`${number === line ? '>' : ' '} ${gutter} | ${source}`.trimEnd());
    if (number === line && column !== undefined && column >= 1 && column <= source.length + 1) {
      // Tabs stay tabs, so that the caret stands under its character at any tab width.
      const indent = source.slice(0, column - 1).replace(/[^\t]/g, ' ');
      frame.push(`  ${' '.repeat(width)} | ${indent}^`);
    }
  }
  return frame.join('\n');
}
