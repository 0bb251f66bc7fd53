/** All that is known of one column, a paragraph each: what both sides say, what hangs on it, and what the planner knows of its values. */
import type { FieldDescription } from '../../../../schema/description.ts';
import type { ShownColumnStatistics, ShownStatistics } from '../../../../schema/shown-statistics.ts';
import { groupedDigits } from '../../../../output/grouped-digits.ts';
import type { Beside } from '../beside.ts';
import { commentOf, ruleText, type Pair } from './pair.ts';

const mostSamples = 8;

export function fieldDetails(field: FieldDescription, pair: Pair, beside: Beside): readonly string[] {
  return [
    sidesText(pair),
    ...commentOf(pair),
    ...statisticsTexts(field, beside.statistics),
    ...hangingOn(field),
    ...modelTexts(pair),
    ...originTexts(field, beside),
  ].filter((text) => text !== '');
}

/** `model VARCHAR(80) not null = 'x' · database character varying(80) not null`. */
function sidesText({ attribute, column }: Pair): string {
  const side = (name: string, type: string, isNullable: boolean, standard: string | null): string =>
    `${name} ${type}${isNullable ? '' : ' not null'}${standard === null ? '' : ` = ${standard}`}`;
  return [
    ...(attribute === null
      ? []
      : [side('model', attribute.type, attribute.isNullable, attribute.defaultValue)]),
    ...(column === null ? [] : [side('database', column.type, column.isNullable, column.defaultExpression)]),
  ].join(' · ');
}

/** Estimates, marked as such. */
function statisticsTexts(
  { column, isSecret }: FieldDescription,
  known: ShownStatistics | null,
): readonly string[] {
  if (known === null || column === null) return [];
  const found = known.columns.find((one) => one.column === column);
  if (found === undefined) return ['Never analysed: nothing is known of its values.'];
  const when =
    known.analyzedAt === null ? '' : `, analysed ${known.analyzedAt.slice(0, 16).replace('T', ' ')}`;
  const shares = `est. ${percent(found.nullShare)} null · ${distinctText(found)}${when}`;
  if (found.isSecret || isSecret) return [shares, 'Values are not shown: they look secret.'];
  return [shares, samplesText(found)];
}

function distinctText({ distinctCount, isDistinct }: ShownColumnStatistics): string {
  if (isDistinct) return 'each value once';
  return distinctCount === null ? 'values not counted' : `~${groupedDigits(distinctCount)} different values`;
}

/** The most common with their shares; else some from least to greatest. */
function samplesText({ commonValues, commonElements, bounds }: ShownColumnStatistics): string {
  const common = commonValues.length > 0 ? commonValues : commonElements;
  if (common.length > 0) {
    const named = common.slice(0, mostSamples).map(({ text, share }) => `${clipped(text)} ${percent(share)}`);
    return `often ${named.join(', ')}`;
  }
  if (bounds.length === 0) return '';
  const step = Math.max(1, Math.ceil((bounds.length - 1) / (mostSamples - 1)));
  const samples = bounds.filter((_, index) => index % step === 0 || index === bounds.length - 1);
  return `from ${samples.map(clipped).join(', ')}`;
}

function hangingOn({ refersTo, referredBy, indexes }: FieldDescription): readonly string[] {
  const place = ({ schema, table, column }: FieldDescription['refersTo'][number]): string =>
    `${schema === null || schema === 'public' ? '' : `${schema}.`}${table}.${column}`;
  return [
    ...refersTo.map((one) => {
      const by = one.constraint ?? 'no foreign key';
      return `refers to ${place(one)} (${[by, ...one.associations].join(', ')})`;
    }),
    ...(referredBy.length === 0 ? [] : [`referred to by ${referredBy.map(place).join(', ')}`]),
    ...(indexes.length === 0 ? [] : [`in ${indexes.join(', ')}`]),
  ];
}

function modelTexts({ attribute }: Pair): readonly string[] {
  if (attribute === null) return [];
  const code = [
    ...(attribute.hasGetter ? ['a getter'] : []),
    ...(attribute.hasSetter ? ['a setter'] : []),
  ].join(' and ');
  const rules = attribute.rules.map((rule) =>
    rule.message === null ? ruleText(rule) : `${ruleText(rule)} ("${rule.message}")`,
  );
  return [
    ...(code === '' ? [] : [`${code} of the model`]),
    ...(rules.length === 0 ? [] : [`validated: ${rules.join(', ')}`]),
    ...(attribute.isHidden ? ['left out by the default scope'] : []),
  ];
}

function originTexts({ column }: FieldDescription, { origin }: Beside): readonly string[] {
  const found = origin?.columns.find((one) => one.column === column);
  if (found === undefined || column === null) return [];
  const made = found.made === null ? [] : [`made by ${placeText(found.made)}`];
  const changed = found.changed === null ? [] : [`changed by ${placeText(found.changed)}`];
  return [[...made, ...changed].join(', ')];
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
