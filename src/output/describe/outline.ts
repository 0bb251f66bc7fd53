/**
 * A description as sections of entries: a name, and lines that are said of it. What a command prints and what a screen paints are made
 * of the same sections. Texts are as they came; they are made safe where they are laid out.
 */
import { cellWidth } from '../../text/fit-cell.ts';
import { sanitiseLine } from '../sanitise.ts';
import { wrapped } from '../wrapped.ts';

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

function bold(text: string, { hasColor }: OutlineStyle): string {
  return hasColor ? `\u001b[1m${text}\u001b[22m` : text;
}
