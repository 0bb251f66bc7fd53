/**
 * Makes the questions that name what is at stake: sections of lines, as many of each as the screen has room for, and in
 * production the database's name to be typed.
 */
import type { State } from '../state.ts';
import { emptyLine } from '../terminal/line-input.ts';
import { wrapText } from '../wrap-text.ts';
import type { Agreement, ConfirmLine, Question } from './question-state.ts';

/** An item is one line or several that belong together. */
export interface QuestionSection {
  readonly heading: string | null;
  readonly items: readonly (readonly ConfirmLine[])[];
  /** What it gets of the room when there is too little for all, in proportion. */
  readonly share: number;
}

/** Frame, blank lines, and the line of the answer; in production the text that asks and the line that is typed into. */
const linesAround = { confirm: 8, 'typed-confirm': 11 } as const;
const widest = 76;

export function question(
  state: State,
  {
    sections,
    ...agreement
  }: Omit<Agreement, 'lines'> & { readonly sections: (width: number) => readonly QuestionSection[] },
): Question {
  const database = state.database.status === 'ready' ? state.database.value : null;
  const production = database?.production ?? null;
  const type = production === null ? 'confirm' : 'typed-confirm';
  const width = Math.min(widest, Math.max(24, state.size.columns - 8));
  const room = Math.max(3, state.size.rows - linesAround[type]);
  const lines = fitted(sections(width), room);
  if (production === null || database === null) return { type: 'confirm', ...agreement, lines };
  const why = wrapText(`This is production: ${production}.`, width, 2);
  return {
    type: 'typed-confirm',
    ...agreement,
    lines: [...why.map((text) => ({ text, tone: 'bad' as const })), '', ...lines],
    wanted: database.database,
    line: emptyLine,
    problem: '',
  };
}

/** Sections with a blank line between them; where there is no room for all, each ends with how many more there are. */
function fitted(sections: readonly QuestionSection[], room: number): readonly ConfirmLine[] {
  const headings = sections.filter(({ heading }) => heading !== null).length;
  // Blank lines are the first to go.
  const isAiry = headings + 3 * sections.length <= room;
  const fixed = headings + (isAiry ? sections.length - 1 : 0);
  const heights = sections.map(({ items }) => items.reduce((sum, item) => sum + item.length, 0));
  const limits = shared(
    heights,
    sections.map(({ share }) => share),
    room - fixed,
  );
  return sections.flatMap(({ heading, items }, index): readonly ConfirmLine[] => [
    ...(index === 0 || !isAiry ? [] : ['']),
    ...(heading === null ? [] : [{ text: heading, tone: 'heading' as const }]),
    ...shortened(items, limits[index] ?? 1),
  ]);
}

/** Gives what needs less than its share all it needs, and the others the rest in proportion; everybody gets a line. */
function shared(heights: readonly number[], shares: readonly number[], room: number): readonly number[] {
  const limits = heights.map((height) => height);
  let left = room;
  let open = heights.map((_, index) => index);
  for (;;) {
    const total = open.reduce((sum, index) => sum + (shares[index] ?? 1), 0);
    const settled = open.filter((index) => (heights[index] ?? 0) <= (left * (shares[index] ?? 1)) / total);
    if (settled.length === 0) {
      for (const index of open)
        limits[index] = Math.max(1, Math.floor((left * (shares[index] ?? 1)) / total));
      return limits;
    }
    left -= settled.reduce((sum, index) => sum + (heights[index] ?? 0), 0);
    open = open.filter((index) => !settled.includes(index));
    if (open.length === 0) return limits;
  }
}

function shortened(items: readonly (readonly ConfirmLine[])[], limit: number): readonly ConfirmLine[] {
  const all = items.flat();
  if (all.length <= limit) return all;
  const kept: (readonly ConfirmLine[])[] = [];
  let height = 0;
  for (const item of items) {
    if (height + item.length > limit - 1) break;
    kept.push(item);
    height += item.length;
  }
  const more = (left: number): string => `… and ${String(left)} more`;
  if (kept.length === 0) return alone(all[0] ?? '', items.length === 1 ? '' : more(items.length - 1));
  const indent = textOf(kept[0]?.[0]).startsWith('  ') ? '  ' : '';
  return [...kept.flat(), { text: `${indent}${more(items.length - kept.length)}`, tone: 'muted' }];
}

/** The first line stands for all of them. */
function alone(line: ConfirmLine, more: string): readonly ConfirmLine[] {
  if (more === '') return [line];
  const aside = typeof line === 'string' ? '' : (line.aside ?? '');
  const text = [textOf(line), aside, more].filter((part) => part !== '').join(' ');
  return [{ text, tone: typeof line === 'string' ? 'plain' : line.tone }];
}

function textOf(line: ConfirmLine | undefined): string {
  if (line === undefined) return '';
  return typeof line === 'string' ? line : line.text;
}
