/** All that is known of one column: what both sides say, what the planner knows of its values, what hangs on it, and who made it. */
import type { FieldDescription, TableDescription } from '../../../../schema/description.ts';
import type { ShownColumnStatistics, ShownStatistics } from '../../../../schema/shown-statistics.ts';
import { groupedDigits } from '../../../../output/grouped-digits.ts';
import { qualifiedName } from '../../../../output/sql-literal.ts';
import type { Beside } from '../beside.ts';
import { told, type PageDetail } from '../page-row.ts';
import { commentOf, ruleText, type Pair } from './pair.ts';

const mostSamples = 8;

export function fieldDetails(
  field: FieldDescription,
  pair: Pair,
  table: TableDescription | null,
  beside: Beside,
): readonly PageDetail[] {
  return [
    ...sideTexts(pair),
    ...commentOf(pair).map((text) => told('comment', text)),
    ...statisticsTexts(field, table, beside.statistics),
    ...hangingOn(field),
    ...modelTexts(pair),
    ...originTexts(field, beside),
  ];
}

/** `VARCHAR(80) not null = 'x'` of each side. */
function sideTexts({ attribute, column }: Pair): readonly PageDetail[] {
  const side = (name: string, type: string, isNullable: boolean, standard: string | null): PageDetail =>
    told(name, `${type}${isNullable ? '' : ' not null'}${standard === null ? '' : ` = ${standard}`}`);
  return [
    ...(attribute === null
      ? []
      : [side('model', attribute.type, attribute.isNullable, attribute.defaultValue)]),
    ...(column === null ? [] : [side('database', column.type, column.isNullable, column.defaultExpression)]),
  ];
}

/** Estimates, marked as such. */
function statisticsTexts(
  { column, isSecret }: FieldDescription,
  table: TableDescription | null,
  known: ShownStatistics | null,
): readonly PageDetail[] {
  if (known === null || column === null) return [];
  const found = known.columns.find((one) => one.column === column);
  if (found === undefined) return [told('values', unknownText(known, table))];
  const when =
    known.analyzedAt === null ? '' : `, analysed ${known.analyzedAt.slice(0, 16).replace('T', ' ')}`;
  const shares = told('values', `est. ${percent(found.nullShare)} null · ${distinctText(found)}${when}`);
  if (found.isSecret || isSecret) return [shares, told('', 'Values are not shown: they look secret.')];
  return [shares, samplesOf(found)];
}

/** Why nothing is known, and how it can be. */
function unknownText(
  { schema, table: name, columns, analyzedAt }: ShownStatistics,
  table: TableDescription | null,
): string {
  if (table?.kind === 'view') return 'The planner keeps no statistics of a view.';
  const command = `ANALYZE ${qualifiedName({ schema: schema === 'public' ? null : schema, name })};`;
  if (columns.length > 0)
    return `Nothing is known yet: the column is younger than the last ANALYZE. ${command}`;
  return analyzedAt === null
    ? `Nothing is known before the first ANALYZE: run ${command} with D, then r here.`
    : 'The last ANALYZE found no rows, or this role may not read the table.';
}

function distinctText({ distinctCount, isDistinct }: ShownColumnStatistics): string {
  if (isDistinct) return 'each value once';
  return distinctCount === null ? 'values not counted' : `~${groupedDigits(distinctCount)} different values`;
}

/** The most common with their shares; else some from least to greatest. */
function samplesOf({ commonValues, commonElements, bounds }: ShownColumnStatistics): PageDetail {
  const common = commonValues.length > 0 ? commonValues : commonElements;
  if (common.length > 0) {
    const named = common.slice(0, mostSamples).map(({ text, share }) => `${clipped(text)} ${percent(share)}`);
    return told('often', named.join(', '));
  }
  if (bounds.length === 0) return told('', '');
  const step = Math.max(1, Math.ceil((bounds.length - 1) / (mostSamples - 1)));
  const samples = bounds.filter((_, index) => index % step === 0 || index === bounds.length - 1);
  return told('from', samples.map(clipped).join(', '));
}

function hangingOn({ refersTo, referredBy, indexes }: FieldDescription): readonly PageDetail[] {
  const place = ({ schema, table, column }: FieldDescription['refersTo'][number]): string =>
    `${schema === null || schema === 'public' ? '' : `${schema}.`}${table}.${column}`;
  return [
    ...refersTo.map((one) => {
      const by = one.constraint ?? 'no foreign key';
      return told('refers to', `${place(one)} (${[by, ...one.associations].join(', ')})`);
    }),
    told('referred by', referredBy.map(place).join(', ')),
    told('indexes', indexes.join(', ')),
  ];
}

function modelTexts({ attribute }: Pair): readonly PageDetail[] {
  if (attribute === null) return [];
  const code = [
    ...(attribute.hasGetter ? ['a getter'] : []),
    ...(attribute.hasSetter ? ['a setter'] : []),
  ].join(' and ');
  const rules = attribute.rules.map((rule) =>
    rule.message === null ? ruleText(rule) : `${ruleText(rule)} ("${rule.message}")`,
  );
  return [
    told('validated', rules.join(', ')),
    told('code', code === '' ? '' : `${code} of the model`),
    told('hidden', attribute.isHidden ? 'by the default scope' : ''),
  ];
}

function originTexts({ column }: FieldDescription, { origin }: Beside): readonly PageDetail[] {
  const found = origin?.columns.find((one) => one.column === column);
  if (found === undefined || column === null) return [];
  return [
    told('made by', found.made === null ? '' : placeText(found.made)),
    told('changed by', found.changed === null ? '' : placeText(found.changed)),
  ];
}

function placeText({
  migration,
  line,
}: {
  readonly migration: string;
  readonly line: number | null;
}): string {
  return line === null ? migration : `${migration}:${String(line)}`;
}

function percent(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1%';
  const value = share * 100;
  return `${value === 0 || value >= 10 ? String(Math.round(value)) : value.toFixed(1)}%`;
}

function clipped(text: string): string {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
