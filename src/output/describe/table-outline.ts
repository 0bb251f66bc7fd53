/** A table, view or partition as the database has it, in sections. What psql's `\d+` shows is all here. */
import type { PartitionDescription, StatisticsObject } from '../../database/catalog-description.ts';
import type { TableOrigin } from '../../journal/origin/table-origin.ts';
import type { TableDescription } from '../../schema/description.ts';
import { byteText } from '../byte-text.ts';
import { counted } from '../measures.ts';
import {
  constraintEntry,
  foreignKeyEntry,
  isToldHere,
  referenceEntry,
  triggerEntry,
} from './constraint-entries.ts';
import { columnField, fieldLines, placeText } from './field-lines.ts';
import { indexEntry, isUniqueAlone } from './index-lines.ts';
import type { Outline, OutlineEntry, OutlineSection } from './outline.ts';

export const kindNames = {
  table: 'table',
  view: 'view',
  'materialized-view': 'materialized view',
  partitioned: 'partitioned table',
  foreign: 'foreign table',
} as const;

export function tableOutline(table: TableDescription, origin: TableOrigin | null): Outline {
  const models = table.models.length === 0 ? 'no model' : `model ${table.models.join(', ')}`;
  return {
    title: `${table.schema}.${table.name}: ${kindNames[table.kind]}, ${models}`,
    facts: tableFacts(table, origin),
    sections: [
      {
        title: 'Columns',
        entries: table.columns.map((column) => ({
          label: column.name,
          lines: fieldLines({
            field: columnField(column),
            attribute: null,
            column,
            isUnique: isUniqueAlone(table, column.name),
            origin,
          }),
        })),
      },
      { title: 'Indexes', entries: table.indexes.map((index) => indexEntry(index, [])) },
      ...tableSections(table),
    ],
  };
}

/** Size, age and upkeep; what is usual is not said. */
export function tableFacts(table: TableDescription, origin: TableOrigin | null): readonly string[] {
  const { sizes, activity, rowSecurity, partitionOf } = table;
  const rows =
    table.rowEstimate === null
      ? 'rows not estimated'
      : `about ${counted(Math.round(table.rowEstimate), 'row')}`;
  const size =
    sizes === null || table.byteLength === 0
      ? ''
      : ` (table ${byteText(sizes.table)}, indexes ${byteText(sizes.indexes)}, TOAST ${byteText(sizes.toast)})`;
  const isStored = table.kind !== 'view' && table.kind !== 'foreign';
  const upkeep =
    activity === null
      ? ''
      : `${whenText('analysed', activity.lastAnalyze)}, ${whenText('vacuumed', activity.lastVacuum)}, ${counted(activity.deadRows, 'dead row')}`;
  const facts = [
    isStored
      ? `${rows}, ${byteText(table.byteLength)}${size}${table.heirs.length === 0 ? '' : ', with its heirs'}`
      : '',
    upkeep,
    [
      `owner ${table.owner}`,
      table.extension === null ? '' : `of the extension ${table.extension}`,
      table.persistence === 'permanent' ? '' : table.persistence,
      table.accessMethod === null || table.accessMethod === 'heap'
        ? ''
        : `access method ${table.accessMethod}`,
      table.tablespace === null ? '' : `tablespace ${table.tablespace}`,
      table.options.join(', '),
      table.replicaIdentity === 'default' || !isStored ? '' : `replica identity ${table.replicaIdentity}`,
      table.ofType === null ? '' : `typed by ${table.ofType}`,
      table.server === null
        ? ''
        : `server ${table.server}${table.wrapperOptions.length === 0 ? '' : ` (${table.wrapperOptions.join(', ')})`}`,
      table.isPopulated === false ? 'not populated' : '',
      publicationsText(table),
    ]
      .filter((word) => word !== '')
      .join(', '),
    rowSecurity.isEnabled ? `row-level security${rowSecurity.isForced ? ', its owner included' : ''}` : '',
    partitionOf === null ? '' : `partition of ${partitionOf.schema}.${partitionOf.name} ${partitionOf.bound}`,
    partitionOf?.constraint == null ? '' : `holds rows of ${partitionOf.constraint}`,
    table.comment === null ? '' : `“${table.comment}”`,
    originText(origin),
  ];
  return facts.filter((fact) => fact !== '');
}

function publicationsText({ publications, publishedParts }: TableDescription): string {
  if (publications.length === 0) return '';
  const said = publications.map((name) => {
    const part = publishedParts.find(({ publication }) => publication === name);
    const columns = part?.columns == null ? '' : ` (${part.columns.join(', ')})`;
    return `${name}${columns}${part?.where == null ? '' : ` where ${part.where}`}`;
  });
  return `published by ${said.join(', ')}`;
}

function originText(origin: TableOrigin | null): string {
  if (origin?.made == null) return '';
  const { made, changed } = origin;
  const last =
    changed === null || changed.migration === made.migration ? '' : `, last changed by ${placeText(changed)}`;
  return `made by ${placeText(made)}${last}`;
}

/** What a table has beside columns and indexes. */
export function tableSections(table: TableDescription): readonly OutlineSection[] {
  const names = (
    list: readonly { readonly schema: string; readonly name: string }[],
  ): readonly OutlineEntry[] => list.map(({ schema, name }) => ({ label: `${schema}.${name}`, lines: [] }));
  const defined = (list: readonly { readonly name: string; readonly definition: string }[]) =>
    list.map(({ name, definition }) => ({ label: name, lines: definition.split('\n') }));
  return [
    { title: 'Constraints', entries: table.constraints.filter(isToldHere).map(constraintEntry) },
    { title: 'Foreign keys', entries: table.foreignKeys.map(foreignKeyEntry) },
    {
      title: 'Referenced by',
      entries: table.referencedBy.map(referenceEntry),
    },
    { title: 'Triggers', entries: table.triggers.map(triggerEntry) },
    {
      title: table.rowSecurity.isEnabled ? 'Policies' : 'Policies (row-level security is off: none applies)',
      entries: table.policies.map((policy) => ({
        label: policy.name,
        lines: [
          `${policy.isPermissive ? '' : 'restrictive, '}for ${policy.command} to ${policy.roles.join(', ')}`,
          ...(policy.using === null ? [] : [`using ${policy.using}`]),
          ...(policy.check === null ? [] : [`with check ${policy.check}`]),
        ],
      })),
    },
    { title: 'Privileges', entries: privilegeEntries(table) },
    { title: 'Rules', entries: defined(table.rules) },
    {
      title: table.partitionKey === null ? 'Partitions' : `Partitions by ${table.partitionKey}`,
      entries: table.partitions.map(partitionEntry),
    },
    { title: 'Inherits from', entries: names(table.inherits) },
    { title: 'Inherited by', entries: names(table.heirs) },
    { title: 'Statistics objects', entries: table.statisticsObjects.map(statisticsEntry) },
    {
      title: 'Definition',
      entries: table.viewDefinition === null ? [] : [{ label: '', lines: table.viewDefinition.split('\n') }],
    },
  ];
}

/** To the minute. */
function whenText(what: string, time: string | null): string {
  return time === null ? `never ${what}` : `${what} ${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

function partitionEntry({
  schema,
  name,
  kind,
  bound,
  rowEstimate,
  byteLength,
}: PartitionDescription): OutlineEntry {
  const words = [
    bound,
    kind === 'table' ? '' : kind,
    rowEstimate === null ? '' : `about ${counted(rowEstimate, 'row')}`,
    byteText(byteLength),
  ];
  return { label: `${schema}.${name}`, lines: [words.filter((word) => word !== '').join(', ')] };
}

/** `insert, select (id, name)` for each role. */
function privilegeEntries({ privileges }: TableDescription): readonly OutlineEntry[] {
  return [...new Set(privileges.map(({ role }) => role))].map((role) => {
    const words = privileges
      .filter((one) => one.role === role)
      .map(({ privilege, columns, isGrantable }) => {
        const part = columns === null ? '' : ` (${columns.join(', ')})`;
        return `${privilege}${part}${isGrantable ? ' with grant option' : ''}`;
      });
    return { label: role, lines: [words.join(', ')] };
  });
}

function statisticsEntry({ name, definition, target }: StatisticsObject): OutlineEntry {
  return { label: name, lines: [`${definition}${target === null ? '' : `, target ${String(target)}`}`] };
}
