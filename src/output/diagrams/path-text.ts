/** Paths between models as people read them: the way, how many rows it leads to, code and SQL to copy. */
import type { FanOut, PathsFound, PathStep, ProjectPath } from '../../schema/graph/paths.ts';
import { groupedDigits } from '../grouped-digits.ts';
import { counted } from '../measures.ts';
import { sanitiseLine, sanitiseText } from '../sanitise.ts';
import { wrapped } from '../wrapped.ts';

/** Cells of the screen; null for a pipe, where nothing is broken. Code and SQL never are. */
interface PathStyle {
  readonly width: number | null;
}

/** Of an island so many are named. */
const mostNamed = 12;

/** Empty lines between paths; the last line ends. */
export function pathsText({ from, to, paths, islands }: PathsFound<ProjectPath>, style: PathStyle): string {
  if (islands !== null) return `${noPathText(from, to, islands)}\n`;
  const head = sanitiseLine(`${from} → ${to}: ${counted(paths.length, 'path')}`);
  return `${[head, ...paths.map((path, place) => pathText(path, place + 1, style))].join('\n\n')}\n`;
}

function pathText(path: ProjectPath, number: number, style: PathStyle): string {
  const { steps, code, codeProblem, sql, warnings } = path;
  const way = `${steps[0]?.from ?? ''} ${steps.map(stepText).join(' ')}`;
  const lines = [
    ...wrapped(`${number}. ${way}`, '', style),
    ...wrapped(fanOutText(path), '   ', style),
    '',
    ...(code === null ? [] : [...block(code), '']),
    ...(codeProblem === null ? [] : [...wrapped(`No include: ${codeProblem}`, '   ', style), '']),
    ...block(sql),
    ...warnings.flatMap(({ message, fix }) => [
      '',
      ...wrapped(`! ${message}`, '   ', style),
      ...(fix === null ? [] : block(`  ${fix}`)),
    ]),
  ];
  return lines.join('\n');
}

function block(text: string): readonly string[] {
  return sanitiseText(text)
    .split('\n')
    .map((line) => (line === '' ? '' : `   ${line}`));
}

/** `─(posts)→ Post`; through a key that no association takes `─[author_id]→ Post`. */
function stepText({ association, to, joins }: PathStep): string {
  const [join] = joins;
  const key = join === undefined ? '' : `${join.fromColumns.join(', ')} = ${join.toColumns.join(', ')}`;
  return association === null ? `─[${key}]→ ${to}` : `─(${association})→ ${to}`;
}

/** `about 60 rows for each row of Role: User about 30 rows, UserDevice about 2 rows` */
function fanOutText({ steps, fanOut, fanOuts }: ProjectPath): string {
  const start = `for each row of ${steps[0]?.from ?? ''}`;
  const whole = fanOut.average === null ? `rows ${start}` : `${rowsText(fanOut)} ${start}`;
  if (steps.length === 1 && fanOut.average !== null) return whole;
  return `${whole}: ${steps.map(({ to }, place) => `${to} ${rowsText(fanOuts[place])}`).join(', ')}`;
}

/** `about 2.4 rows (up to 900)`; the planner knows nothing of a table that was never analysed. */
function rowsText({ average, most }: FanOut = { average: null, most: null }): string {
  if (average === null) return 'unknown before ANALYZE';
  const peak = most !== null && most > average * 1.5 ? ` (up to ${groupedDigits(Math.round(most))})` : '';
  return `about ${amount(average)}${peak}`;
}

function amount(rows: number): string {
  if (rows >= 10) return counted(Math.round(rows), 'row');
  const text = rows === 0 ? '0' : rows < 0.01 ? '<0.01' : String(Number(rows.toPrecision(2)));
  return `${text} ${text === '1' ? 'row' : 'rows'}`;
}

function noPathText(from: string, to: string, islands: NonNullable<PathsFound['islands']>): string {
  // Within one island only polymorphic keys, which no path goes in and out by, keep two nodes apart.
  if (islands.from.includes(to))
    return sanitiseLine(
      `${from} and ${to} meet only in a key that means rows of several tables: no row of one leads to a row of the other.`,
    );
  return [
    `${from} and ${to} are not related: no association and no key leads from one to the other.`,
    `${from} ${islandText(islands.from, from)}`,
    `${to} ${islandText(islands.to, to)}`,
  ]
    .map(sanitiseLine)
    .join('\n');
}

function islandText(nodes: readonly string[], own: string): string {
  const others = nodes.filter((node) => node !== own);
  if (others.length === 0) return 'is related to nothing.';
  const more = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : '';
  return `is related to ${others.slice(0, mostNamed).join(', ')}${more}.`;
}
