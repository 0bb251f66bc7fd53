/** What the planner knows of columns, as lines for people: estimates, and said to be. */
import type { CommonValue } from '../../database/column-statistics.ts';
import type { ShownColumnStatistics, ShownStatistics } from '../../schema/shown-statistics.ts';
import { cellText } from '../cell.ts';
import { counted } from '../measures.ts';
import type { OutlineSection } from './outline.ts';

/** Common values that a line has at most. */
const mostShown = 5;
/** UTF-16 code units of a sample. */
const longestSample = 40;

export function statisticsSection(statistics: ShownStatistics): OutlineSection {
  const { analyzedAt, rowEstimate } = statistics;
  const when = analyzedAt === null ? 'time unknown' : `${analyzedAt.slice(0, 16).replace('T', ' ')} UTC`;
  const rows = rowEstimate === null ? '' : ` of ${counted(rowEstimate, 'row')}`;
  return {
    title: `Values (estimates from a sample${rows}, ${when})`,
    entries:
      statistics.columns.length === 0
        ? [{ label: '', lines: ['Nothing is known: ANALYZE the table, or ask as a role that may read it.'] }]
        : statistics.columns.map((column) => ({ label: column.column, lines: columnLines(column) })),
  };
}

function columnLines(column: ShownColumnStatistics): readonly string[] {
  const { nullShare, distinctCount, isDistinct, averageBytes, correlation, commonElements, bounds } = column;
  const facts = [
    nullShare === 0 ? 'never null' : `${shareText(nullShare)} null`,
    isDistinct ? 'all different' : distinctCount === null ? '' : counted(distinctCount, 'different value'),
    `${counted(averageBytes, 'byte')} on average`,
    correlation !== null && Math.abs(correlation) > 0.9 ? 'stored in its order' : '',
  ];
  const least = bounds[0];
  const greatest = bounds.at(-1);
  return [
    facts.filter((fact) => fact !== '').join(', '),
    ...(column.isSecret ? ['values are not shown: a secret'] : []),
    ...samplesLine('most common', column.commonValues),
    ...samplesLine('most common elements', commonElements),
    ...(least === undefined || greatest === undefined
      ? []
      : [
          `${column.commonValues.length === 0 ? '' : 'the others '}from ${sample(least)} to ${sample(greatest)}`,
        ]),
  ];
}

function samplesLine(what: string, values: readonly CommonValue[]): readonly string[] {
  if (values.length === 0) return [];
  const shown = values.slice(0, mostShown).map(({ text, share }) => `${sample(text)} ${shareText(share)}`);
  const more = values.length > mostShown ? ', …' : '';
  return [`${what}: ${shown.join(', ')}${more}`];
}

function sample(text: string): string {
  return cellText(text, { kind: 'text', maxLength: longestSample });
}

/** `37 %`; what is more than nothing is never 0 %, what is less than all never 100 %. */
function shareText(share: number): string {
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${String(percent)} %`;
  if (percent < 1) return '< 1 %';
  return percent > 99 ? '> 99 %' : `${String(Math.round(percent))} %`;
}
