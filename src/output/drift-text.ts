/** A drift report as people read it: by table, each difference with what every side says, who stands alone, and what to do. */
import type { Difference, DriftReport, DriftSide } from '../checks/drift/drift.ts';
import { counted } from './measures.ts';
import { sanitiseLine, sanitiseText } from './sanitise.ts';
import { wrapped } from './wrapped.ts';

interface DriftStyle {
  readonly hasColor: boolean;
  /** Cells of the screen; null for a pipe, where nothing is broken. What a side says and SQL never are. */
  readonly width: number | null;
}

const order: readonly DriftSide[] = ['models', 'database', 'migrations'];
const longestSaid = 20;

export function driftText(report: DriftReport, style: DriftStyle): string {
  const { hasColor } = style;
  const { differences, sides, incomplete, pendingMigrations, tableCount, modelCount } = report;
  const groups: { readonly place: string; readonly own: Difference[] }[] = [];
  for (const difference of differences) {
    const place = placeText(difference);
    const last = groups.at(-1);
    if (last?.place === place) last.own.push(difference);
    else groups.push({ place, own: [difference] });
  }
  const blocks = groups.map(({ place, own }) => {
    const model = own.find((one) => one.model !== null)?.model ?? null;
    const head = sanitiseLine(model === null ? place : `${place} (${model})`);
    const texts = own.map((one) => differenceText(one, style));
    return `${hasColor ? underlined(head) : head}\n${texts.join('\n\n')}\n`;
  });
  const compared = `${order.filter((side) => sides.includes(side)).join(', ')}: ${counted(tableCount, 'table')}, ${counted(modelCount, 'model')}`;
  const pending =
    pendingMigrations.length === 0 ? '' : `, ${counted(pendingMigrations.length, 'pending migration')}`;
  const summary =
    differences.length === 0
      ? `${incomplete.length === 0 ? 'Nothing differs' : 'Nothing differs in what could be compared'} (${compared}${pending}).\n`
      : `${counted(differences.length, 'difference')} (${compared}${pending}).\n`;
  return [...blocks, summary].join('\n');
}

function placeText({ schema, table }: Difference): string {
  if (table === null) return schema === '' ? 'the database' : `schema ${schema}`;
  return schema === 'public' ? table : `${schema}.${table}`;
}

function differenceText({ subject, name, odd, said, remedy }: Difference, style: DriftStyle): string {
  const { hasColor } = style;
  const what = sanitiseLine(name === null ? subject : `${subject} ${name}`);
  const alone = odd === null ? '' : `  (the ${odd} ${odd === 'database' ? 'stands' : 'stand'} alone)`;
  const head = `  ${hasColor ? bold(what) : what}${alone}`;
  const lines = order.flatMap((side) => {
    const own = said[side];
    if (own === undefined) return [];
    const isOdd = side === odd;
    const all = sanitiseText(own ?? '–')
      .trimEnd()
      .split('\n');
    const [first = '', ...rest] = all.length > longestSaid ? [...all.slice(0, longestSaid), '…'] : all;
    const start = `  ${isOdd ? '>' : ' '} ${side.padEnd(11)}`;
    return [
      `${isOdd && hasColor ? coloured(start) : start}${first}`,
      ...rest.map((line) => `${' '.repeat(15)}${line}`),
    ];
  });
  const sql =
    remedy.sql === null
      ? []
      : sanitiseText(remedy.sql)
          .split('\n')
          .map((line) => `        ${line}`);
  return [head, ...lines, ...wrapped(`→ ${remedy.text}`, '    ', style), ...sql].join('\n');
}

function underlined(text: string): string {
  return `\u001B[4m${text}\u001B[24m`;
}

function bold(text: string): string {
  return `\u001B[1m${text}\u001B[22m`;
}

function coloured(text: string): string {
  return `\u001B[33m${text}\u001B[39m`;
}
