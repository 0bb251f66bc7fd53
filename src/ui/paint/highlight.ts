/** Colours JavaScript, TypeScript, SQL and JSON by Prism's grammars, in the console's few styles. */
import Prism from 'prismjs';
import 'prismjs/components/prism-sql.js';
import 'prismjs/components/prism-json.js';
import 'prismjs/components/prism-typescript.js';
import { fitCell } from '../../text/fit-cell.ts';
import type { Painter, TextStyle } from '../terminal/style.ts';
import { theme } from '../theme.ts';
import { Line } from './line.ts';

export type Language = 'sql' | 'json' | 'javascript' | 'text';

const stylesByToken: Readonly<Record<string, TextStyle>> = {
  keyword: theme.keyword,
  string: theme.text,
  'template-string': theme.text,
  number: theme.number,
  boolean: theme.number,
  null: theme.null,
  comment: theme.comment,
  property: theme.strong,
  function: theme.strong,
};

/**
 * The lines, each exactly `width` columns and cut there. They are highlighted together, so that a comment or string over
 * several lines is coloured as one. What is put before them must move them along (placedAt).
 */
export function highlightedLines(
  paint: Painter,
  lines: readonly string[],
  language: Language,
  width: number,
): readonly string[] {
  const grammar = language === 'text' ? undefined : Prism.languages[language];
  if (grammar === undefined) return lines.map((line) => fitCell(line, width));
  const painted: Line[] = [new Line(paint, width)];
  for (const { text, style } of flatTokens(Prism.tokenize(lines.join('\n'), grammar), {})) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) painted.push(new Line(paint, width));
      if (part !== '') painted.at(-1)?.add(part, style);
    });
  }
  return painted.map(String);
}

function* flatTokens(
  stream: Prism.TokenStream,
  style: TextStyle,
): Generator<{ readonly text: string; readonly style: TextStyle }> {
  if (typeof stream === 'string') {
    yield { text: stream, style };
    return;
  }
  if (Array.isArray(stream)) {
    for (const token of stream) yield* flatTokens(token, style);
    return;
  }
  yield* flatTokens(stream.content, stylesByToken[stream.type] ?? style);
}
