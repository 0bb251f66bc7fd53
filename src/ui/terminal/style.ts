/** Styles for painted rows: the terminal's own sixteen colours only, so that every theme stays readable. */

export const colorNames = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'blackBright',
  'redBright',
  'greenBright',
  'yellowBright',
  'blueBright',
  'magentaBright',
  'cyanBright',
  'whiteBright',
] as const;

export type ColorName = (typeof colorNames)[number] | 'gray';

export interface TextStyle {
  readonly color?: ColorName;
  readonly background?: ColorName;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

/** Wraps a text; built once per set of settings. A closing code inside is followed by a reopening, so styles nest. */
export type Painter = (text: string, style: TextStyle) => string;

/**
 * A painter. Without `colors` (NO_COLOR) only the colours go: bold, dim, underline and inverse carry meaning (the
 * cursor, a selection) and stay.
 */
export function createPainter(settings: { readonly colors: boolean }): Painter {
  return (text, style) => (text === '' ? '' : applyStyle(text, style, settings.colors));
}

/** The text in that style; ends by undoing what it set and nothing else. */
export function style(text: string, style: TextStyle): string {
  return text === '' ? '' : applyStyle(text, style, true);
}

function applyStyle(text: string, style: TextStyle, hasColors: boolean): string {
  let styled = text;
  if (hasColors && style.color !== undefined) styled = wrap(styled, colorCode(style.color), 39);
  if (hasColors && style.background !== undefined)
    styled = wrap(styled, colorCode(style.background) + 10, 49);
  // 22 ends bold and dim alike, so both are opened again after an inner one.
  const weight = (style.bold === true ? '\u001B[1m' : '') + (style.dim === true ? '\u001B[2m' : '');
  if (weight !== '') styled = weight + styled.replaceAll('\u001B[22m', '\u001B[22m' + weight) + '\u001B[22m';
  if (style.italic === true) styled = wrap(styled, 3, 23);
  if (style.underline === true) styled = wrap(styled, 4, 24);
  if (style.inverse === true) styled = wrap(styled, 7, 27);
  return styled;
}

function wrap(text: string, open: number, close: number): string {
  const opening = `\u001B[${String(open)}m`;
  const closing = `\u001B[${String(close)}m`;
  const inner = text.includes(closing) ? text.replaceAll(closing, closing + opening) : text;
  return opening + inner + closing;
}

function colorCode(name: ColorName): number {
  const index = colorNames.indexOf(name === 'gray' ? 'blackBright' : name);
  return index < 8 ? 30 + index : 90 + index - 8;
}
