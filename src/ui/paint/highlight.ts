/** Colours JavaScript, TypeScript, SQL and JSON by Prism's grammars, in the console's few styles. */
import Prism from 'prismjs';
import 'prismjs/components/prism-sql.js';
import 'prismjs/components/prism-json.js';
import 'prismjs/components/prism-typescript.js';
import { fitCell } from '../../text/fit-cell.ts';
import type { Painter, TextStyle } from '../terminal/style.ts';
import { theme } from '../theme.ts';
import { Line } from './line.ts';

export type Language = 'sql' | 'json' | 'javascript' | 'typescript' | 'text';

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

/** A piece of a line in one style. */
export interface StyledSpan {
  readonly text: string;
  readonly style: TextStyle;
}

/** The lines in pieces, highlighted together, so that a comment or string over several lines is coloured as one. */
export function highlightedSpans(
  lines: readonly string[],
  language: Language,
): readonly (readonly StyledSpan[])[] {
  const grammar = language === 'text' ? undefined : Prism.languages[language];
  if (grammar === undefined) return lines.map((text) => [{ text, style: {} }]);
  const spans: StyledSpan[][] = [[]];
  for (const { text, style } of flatTokens(Prism.tokenize(lines.join('\n'), grammar), {})) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) spans.push([]);
      if (part !== '') spans.at(-1)?.push({ text: part, style });
    });
  }
  return spans;
}

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
  if (language === 'text') return lines.map((line) => fitCell(line, width));
  return highlightedSpans(lines, language).map((spans) => {
    const line = new Line(paint, width);
    for (const { text, style } of spans) line.add(text, style);
    return line.toString();
  });
}

function* flatTokens(stream: Prism.TokenStream, style: TextStyle): Generator<StyledSpan> {
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
