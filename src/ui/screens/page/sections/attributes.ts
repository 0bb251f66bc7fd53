/** Attributes beside their columns: both names and both types where they are not the same, and what is to be known of each. */
import type { FieldDescription } from '../../../../schema/description.ts';
import type { Beside } from '../beside.ts';
import { shortType } from '../../../../output/diagrams/diagram-columns.ts';
import { nodeOfTable, type Subject } from '../page-model.ts';
import { cell, type PageCell, type PageRow, type PageSection } from '../page-row.ts';
import { fieldDetails } from './field-details.ts';
import { commentOf, pairOf, ruleText, type Pair } from './pair.ts';

export function attributesSection(subject: Subject, beside: Beside): PageSection {
  const rows = subject.fields.map((field): PageRow => {
    const pair = pairOf(subject, field);
    const [refersTo] = field.refersTo;
    return {
      id: fieldId(field),
      cells: [
        cell(keyMark(field, pair), 'keyword'),
        nameCell(field),
        ...typeCells(field, pair),
        cell(notesText(field, pair, subject.model !== null), 'muted'),
      ],
      target: refersTo === undefined ? null : nodeOfTable(subject, refersTo.schema, refersTo.table),
      details: fieldDetails(field, pair, subject.table, beside),
      field,
    };
  });
  return { id: 'attributes', title: subject.model === null ? 'Columns' : 'Attributes', rows };
}

export function fieldId({ attribute, column }: Pick<FieldDescription, 'attribute' | 'column'>): string {
  return `field:${attribute ?? ''}:${column ?? ''}`;
}

function keyMark(field: FieldDescription, { attribute, column }: Pair): string {
  if (column?.isPrimaryKey ?? attribute?.isPrimaryKey ?? false) return 'PK';
  if (field.refersTo.length > 0) return 'FK';
  return attribute?.isUnique === true ? 'UQ' : '';
}

function nameCell({ attribute, column, isInTable }: FieldDescription): PageCell {
  if (attribute === null) return cell(column ?? '', 'muted');
  if (isInTable === false && column !== null) return cell(attribute, 'warning');
  const text = column === null || column === attribute ? attribute : `${attribute} ⇄ ${column}`;
  return cell(text, 'strong', attribute);
}

/** One type where both agree, both where they do not. */
function typeCells({ differences }: FieldDescription, { attribute, column }: Pair): readonly PageCell[] {
  const isOther = differences.includes('type') && attribute !== null && column !== null;
  const type = column?.type ?? attribute?.type ?? '';
  const isNullable = column?.isNullable ?? attribute?.isNullable ?? true;
  const isEnum = (column?.enumValues ?? null) !== null && !type.endsWith('[]');
  return [
    isOther
      ? cell(`${attribute.type} ⇄ ${shortType(column.type)}`, 'warning')
      : cell(shortType(type), 'plain', isEnum ? 'enum' : shortType(type)),
    cell(isNullable ? 'null' : '', 'muted'),
  ];
}

/** `hasModel` is false for a table of its own, where no attribute is missing. */
function notesText(field: FieldDescription, { attribute, column }: Pair, hasModel: boolean): string {
  const [refersTo] = field.refersTo;
  const standard = column?.defaultExpression ?? attribute?.defaultValue ?? null;
  const values = column?.enumValues ?? attribute?.enumValues ?? null;
  return [
    ...(refersTo === undefined ? [] : [`→ ${refersTo.table}.${refersTo.column}`]),
    ...(hasModel && field.attribute === null ? ['no attribute'] : []),
    ...(field.isInTable === false && field.column !== null ? ['no column'] : []),
    ...field.differences.filter((one) => one !== 'type').map((one) => `${one.replace('-', ' ')} differs`),
    ...(field.isSecret ? ['secret'] : []),
    ...(values === null ? [] : [values.join(' | ')]),
    ...(standard === null ? [] : [`= ${standard}`]),
    ...(attribute?.rules.map(ruleText) ?? []),
    ...commentOf({ attribute, column }),
  ].join(' · ');
}
