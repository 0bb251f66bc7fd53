/**
 * A description as sections of entries: a name, and lines that are said of it. What a command prints and what a screen paints are made
 * of the same sections. Texts are as they came; they are made safe where they are laid out.
 */
import { graphemes } from '../../text/char-width.ts';
import { cellWidth } from '../../text/fit-cell.ts';
import { sanitiseLine } from '../sanitise.ts';

export interface OutlineEntry {
  /** Empty for lines that belong to the section itself. */
  readonly label: string;
  /** Each begins a line; blanks at its start are kept. */
  readonly lines: readonly string[];
}

export interface OutlineSection {
  readonly title: string;
  readonly entries: readonly OutlineEntry[];
}

export interface Outline {
  readonly title: string;
  /** What is said of the whole. */
  readonly facts: readonly string[];
  /** Sections without entries are left out. */
  readonly sections: readonly OutlineSection[];
}

export interface OutlineStyle {
  /** Cells of the screen; null for a pipe, where nothing is wrapped. */
  readonly width: number | null;
  readonly hasColor: boolean;
}

/** Labels that are longer stand on a line of their own. */
const widestLabel = 26;
const indent = '  ';

export function outlineText({ title, facts, sections }: Outline, style: OutlineStyle): string {
  const head = [bold(sanitiseLine(title), style), ...facts.flatMap((fact) => wrapped(fact, indent, style))];
  const shown = sections.filter(({ entries }) => entries.length > 0);
  const parts = shown.map((section) => [
    bold(sanitiseLine(section.title), style),
    ...sectionLines(section, style),
  ]);
  return [head, ...parts].map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join('')).join('\n');
}

function sectionLines({ entries }: OutlineSection, style: OutlineStyle): readonly string[] {
  const labels = entries.map(({ label }) => sanitiseLine(label));
  const room = Math.min(widestLabel, style.width === null ? widestLabel : Math.floor(style.width / 3));
  const width = labels.reduce((widest, label) => {
    const own = cellWidth(label);
    return own <= room ? Math.max(widest, own) : widest;
  }, 0);
  return entries.flatMap(({ lines }, place) => {
    const label = labels[place] ?? '';
    const start = width === 0 ? indent : ' '.repeat(indent.length + width + 2);
    const said = lines.flatMap((line) => wrapped(line, start, style));
    if (label === '') return said;
    const head = `${indent}${label}`;
    if (cellWidth(label) > width || said.length === 0) return [head, ...said];
    const [first = '', ...rest] = said;
    return [`${head}${' '.repeat(start.length - cellWidth(head))}${first.slice(start.length)}`, ...rest];
  });
}

/** Broken between words; what goes on is two cells further in. A word longer than the line is broken where the line ends. */
function wrapped(text: string, start: string, { width }: OutlineStyle): readonly string[] {
  const safe = sanitiseLine(text);
  const room = width === null ? Number.POSITIVE_INFINITY : Math.max(20, width - start.length);
  if (cellWidth(safe) <= room) return [`${start}${safe}`];
  const [own = ''] = /^ */.exec(safe) ?? [];
  const lines: string[] = [];
  let line = own;
  const further = `${own}${indent}`;
  const blank = () => line.trim() === '';
  for (const word of safe
    .trim()
    .split(' ')
    .flatMap((one) => pieces(one, room - further.length))) {
    const joined = blank() ? `${line}${word}` : `${line} ${word}`;
    if (!blank() && cellWidth(joined) > room) {
      lines.push(line);
      line = `${further}${word}`;
    } else line = joined;
  }
  return [...lines, line].map((each) => `${start}${each}`);
}

function pieces(word: string, room: number): readonly string[] {
  if (cellWidth(word) <= room) return [word];
  const found: string[] = [];
  let piece = '';
  for (const segment of graphemes(word)) {
    if (cellWidth(piece + segment) > room) {
      found.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...found, piece];
}

function bold(text: string, { hasColor }: OutlineStyle): string {
  return hasColor ? `\u001b[1m${text}\u001b[22m` : text;
}
