/** What a model or table has beside columns, relations and scopes: lists of names with what is said of each. */
import type { ModelDescription, TableDescription } from '../../schema/description.ts';
import { rulesText } from '../describe/field-lines.ts';
import type { SitePart, SiteParts } from './site-content.ts';

/** Lists without anything in them are left out. */
export function sitePartsOf(
  described: ModelDescription | null,
  table: TableDescription | null,
): readonly SiteParts[] {
  const rules = described?.model.rules ?? [];
  const lists: readonly SiteParts[] = [
    { title: 'Indexes', parts: indexesOf(table) },
    { title: 'Constraints', parts: constraintsOf(table) },
    {
      title: 'Validations of the whole',
      parts: rules.map((rule) => ({ name: rule.name, kind: '', text: rulesText([rule]) })),
    },
    { title: 'Hooks', parts: hooksOf(described) },
    {
      title: 'Triggers',
      parts: (table?.triggers ?? []).map(({ name, timing, definition }) => ({
        name,
        kind: timing,
        text: definition,
      })),
    },
    {
      title: 'Policies',
      parts: (table?.policies ?? []).map(({ name, command, roles, using, check }) => ({
        name,
        kind: command,
        text: [
          `to ${roles.join(', ')}`,
          using === null ? '' : `using ${using}`,
          check === null ? '' : `with check ${check}`,
        ]
          .filter((word) => word !== '')
          .join(' '),
      })),
    },
    {
      title: 'Partitions',
      parts: (table?.partitions ?? []).map(({ name, kind, bound }) => ({ name, kind, text: bound })),
    },
  ];
  return lists.filter(({ parts }) => parts.length > 0);
}

function indexesOf(table: TableDescription | null): readonly SitePart[] {
  return (table?.indexes ?? []).map(({ name, definition, isPrimary, isUnique }) => ({
    name,
    kind: isPrimary ? 'primary' : isUnique ? 'unique' : '',
    text: definition.replace(/^CREATE (?:UNIQUE )?INDEX .*? USING /, ''),
  }));
}

function constraintsOf(table: TableDescription | null): readonly SitePart[] {
  const keys = (table?.foreignKeys ?? []).map(({ name, definition }) => ({
    name,
    kind: 'foreign key',
    text: definition,
  }));
  const others = (table?.constraints ?? []).map(({ name, type, definition }) => ({
    name,
    kind: type.replace('-', ' '),
    text: definition,
  }));
  return [...others, ...keys];
}

function hooksOf(described: ModelDescription | null): readonly SitePart[] {
  return (described?.model.hooks ?? []).map(({ event, name }) => ({
    name: event,
    kind: '',
    text: name ?? 'unnamed',
  }));
}
