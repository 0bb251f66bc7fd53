// Draws what a terminal emulator shows as an SVG: one <text> a run of equally styled cells, pinned to its columns, so
// that the picture is the same whatever monospace font the reader has.

const cellWidth = 8.4;
const cellHeight = 18;
const fontSize = 14;
const margin = 14;
const barHeight = 34;

const colours = {
  background: '#14161b',
  foreground: '#d7dae0',
  bar: '#22252c',
  title: '#8b919d',
  buttons: ['#ff5f57', '#febc2e', '#28c840'],
};

/** The sixteen named colours; what most terminals show is close to these. */
const named = [
  ['#2b303b', '#ef6b73', '#8ccf7e', '#e5c76b', '#67b0e8', '#c47fd5', '#6cbfbf', '#c8ccd4'],
  ['#6b7280', '#f28b92', '#a5dc9a', '#ecd58a', '#8ac4ef', '#d49ce1', '#8fd1d1', '#f4f5f7'],
].flat();

/** The whole screen of `terminal` (@xterm/headless) under a title bar. */
export function terminalSvg(terminal, title) {
  const { cols, rows } = terminal;
  const width = round(cols * cellWidth + 2 * margin);
  const height = round(rows * cellHeight + 2 * margin + barHeight);
  const backgrounds = [];
  const texts = [];
  for (let row = 0; row < rows; row += 1) {
    const top = margin + barHeight + row * cellHeight;
    for (const run of runsOf(terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row), cols)) {
      const left = round(margin + run.column * cellWidth);
      const runWidth = round(run.width * cellWidth);
      if (run.style.background !== null) {
        backgrounds.push(
          `<rect x="${left}" y="${top}" width="${runWidth}" height="${cellHeight}" fill="${run.style.background}"/>`,
        );
      }
      if (run.text.trim() !== '') texts.push(textElement(run, left, top, runWidth));
    }
  }
  const buttons = colours.buttons.map(
    (fill, index) => `<circle cx="${20 + index * 18}" cy="17" r="5.5" fill="${fill}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">`,
    `<style>text{font:${fontSize}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}</style>`,
    `<rect width="${width}" height="${height}" rx="9" fill="${colours.background}"/>`,
    `<path d="M0 9a9 9 0 0 1 9-9h${width - 18}a9 9 0 0 1 9 9v${barHeight - 9}H0z" fill="${colours.bar}"/>`,
    ...buttons,
    `<text x="${width / 2}" y="22" fill="${colours.title}" text-anchor="middle">${escape(title)}</text>`,
    ...backgrounds,
    ...texts,
    '</svg>',
    '',
  ].join('\n');
}

/**
 * Neighbouring cells of one style that may share a <text>: ASCII, one rule of box drawing, letters of a script that are
 * shaped together. Anything else stands alone, so that it cannot push the others.
 */
function runsOf(line, columns) {
  const runs = [];
  for (let column = 0; column < columns; column += 1) {
    const cell = line.getCell(column);
    const width = cell.getWidth();
    if (width === 0) continue;
    const text = cell.getChars() === '' ? ' ' : cell.getChars();
    const style = styleOf(cell);
    const key = `${kindOf(text, width)} ${JSON.stringify(style)}`;
    const last = runs.at(-1);
    if (last?.key === key && !key.startsWith('alone')) {
      last.text += text;
      last.width += width;
    } else {
      runs.push({ column, width, text, style, key });
    }
  }
  return runs;
}

function kindOf(text, width) {
  if (/^[\x20-\x7e]$/.test(text)) return 'ascii';
  if (text === '─') return 'rule';
  return width === 1 && /^[\p{L}\p{M}]+$/u.test(text) ? 'letters' : 'alone';
}

function styleOf(cell) {
  const foreground = cell.isFgDefault() ? null : colourOf(cell.isFgRGB(), cell.getFgColor());
  const background = cell.isBgDefault() ? null : colourOf(cell.isBgRGB(), cell.getBgColor());
  const isInverse = cell.isInverse() !== 0;
  return {
    foreground: isInverse ? (background ?? colours.background) : (foreground ?? colours.foreground),
    background: isInverse ? (foreground ?? colours.foreground) : background,
    isBold: cell.isBold() !== 0,
    isDim: cell.isDim() !== 0,
    isItalic: cell.isItalic() !== 0,
    isUnderlined: cell.isUnderline() !== 0,
  };
}

/** Blanks at the ends are left out: not every reader keeps them. */
function textElement({ text, style }, left, top, width) {
  const shown = text.trim();
  const blanks = text.length - text.trimStart().length;
  const glyphWidth = width / (shown.length === text.length ? 1 : text.length / shown.length);
  const attributes = [
    `x="${round(left + blanks * cellWidth)}"`,
    `y="${round(top + cellHeight * 0.76)}"`,
    `textLength="${round(glyphWidth)}"`,
    'lengthAdjust="spacingAndGlyphs"',
    `fill="${style.foreground}"`,
    ...(style.isBold ? ['font-weight="bold"'] : []),
    ...(style.isItalic ? ['font-style="italic"'] : []),
    ...(style.isUnderlined ? ['text-decoration="underline"'] : []),
    ...(style.isDim ? ['opacity=".6"'] : []),
  ];
  return `<text ${attributes.join(' ')}>${escape(shown)}</text>`;
}

/** `number` is 0xRRGGBB or an index of the 256-colour palette (xterm's cube and greys). */
function colourOf(isRgb, number) {
  if (isRgb) return `#${number.toString(16).padStart(6, '0')}`;
  if (number < 16) return named[number];
  if (number >= 232) return grey(8 + (number - 232) * 10);
  const level = (index) => (index === 0 ? 0 : 55 + index * 40);
  const cube = number - 16;
  return hex([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
}

function grey(level) {
  return hex([level, level, level]);
}

function hex(channels) {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function escape(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function round(number) {
  return Math.round(number * 10) / 10;
}
