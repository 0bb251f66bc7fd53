/** Changes in words, one line each. Pure. */
import type { Change } from './change.ts';
import type { Effect, Loss } from './draft.ts';
import type { ColumnState, TableName } from './schema-state.ts';

/** In the order of the migration; `losses` by change. */
export function effectsOf(
  changes: readonly Change[],
  losses: ReadonlyMap<Change, Loss> = new Map(),
): readonly Effect[] {
  return (
    changes
      // A view that is made anew is said once.
      .filter(({ type }) => type !== 'drop-view')
      .map((change) => ({ ...inWords(change), loss: losses.get(change) ?? null }))
  );
}

function nameInWords({ schema, table }: TableName): string {
  return schema === 'public' ? table : `${schema}.${table}`;
}

function inWords(change: Change): Pick<Effect, 'sign' | 'text'> {
  switch (change.type) {
    case 'create-schema':
      return { sign: '+', text: `schema ${change.name}` };
    case 'drop-schema':
      return { sign: '-', text: `schema ${change.name}` };
    case 'create-enum':
      return { sign: '+', text: `enum ${change.enum.name} (${change.enum.labels.join(', ')})` };
    case 'drop-enum':
      return { sign: '-', text: `enum ${change.enum.name} (${change.enum.labels.join(', ')})` };
    case 'alter-enum':
      return { sign: '~', text: `enum ${change.enum.name}: ${labelsInWords(change.from, change.to)}` };
    case 'create-table':
      return {
        sign: '+',
        text: `table ${nameInWords(change.table)} (${change.table.columns.map(({ name }) => name).join(', ')})`,
      };
    case 'drop-table':
      return { sign: '-', text: `table ${nameInWords(change.table)}` };
    case 'rename-table':
      return { sign: '~', text: `table ${change.from} → ${change.to}` };
    case 'rename-column':
      return { sign: '~', text: `column ${nameInWords(change.place)}.${change.from} → ${change.to}` };
    case 'add-column':
      return {
        sign: '+',
        text: `column ${nameInWords(change.place)}.${change.column.name} ${columnInWords(change.column)}`,
      };
    case 'drop-column':
      return {
        sign: '-',
        text: `column ${nameInWords(change.place)}.${change.column.name} ${columnInWords(change.column)}`,
      };
    case 'alter-column':
      return {
        sign: '~',
        text: `column ${nameInWords(change.place)}.${change.to.name}: ${alterationInWords(change.from, change.to)}`,
      };
    case 'add-key':
    case 'drop-key': {
      const { name, definition } = change.key;
      return {
        sign: change.type === 'add-key' ? '+' : '-',
        text: `constraint ${name} on ${nameInWords(change.place)}: ${definition}`,
      };
    }
    case 'add-index':
    case 'drop-index': {
      const { name, definition } = change.index;
      return {
        sign: change.type === 'add-index' ? '+' : '-',
        text: `${definition.startsWith('CREATE UNIQUE') ? 'unique ' : ''}index ${name} on ${nameInWords(change.place)}: ${definition.replace(/^.*? USING /, '')}`,
      };
    }
    case 'comment':
      return {
        sign: '~',
        text: `comment on ${nameInWords(change.place)}${change.column === null ? '' : `.${change.column}`}: ${change.to ?? 'none'}`,
      };
    case 'drop-view':
    case 'create-view':
      return {
        sign: '~',
        text: `${change.view.isMaterialized ? 'materialized view' : 'view'} ${nameInWords(change.view)}: dropped and made anew around this`,
      };
  }
}

function labelsInWords(from: readonly string[], to: readonly string[]): string {
  const added = to.filter((label) => !from.includes(label)).map((label) => `+${label}`);
  const removed = from.filter((label) => !to.includes(label)).map((label) => `-${label}`);
  return added.length + removed.length === 0
    ? `${from.join(', ')} → ${to.join(', ')}`
    : [...added, ...removed].join(', ');
}

function columnInWords({ type, isNullable, default: initial, numbering }: ColumnState): string {
  return [
    type,
    isNullable ? '' : ' not null',
    numbering === null ? '' : ', numbered',
    initial === null ? '' : ` default ${initial}`,
  ].join('');
}

function alterationInWords(from: ColumnState, to: ColumnState): string {
  return [
    ...(from.type === to.type ? [] : [`${from.type} → ${to.type}`]),
    ...(from.isNullable === to.isNullable ? [] : [to.isNullable ? 'null allowed' : 'not null']),
    ...(from.default === to.default ? [] : [`default ${from.default ?? 'none'} → ${to.default ?? 'none'}`]),
    ...(from.numbering === to.numbering
      ? []
      : [`${from.numbering ?? 'not numbered'} → ${to.numbering ?? 'not numbered'}`]),
  ].join(', ');
}

/** A name for the file after what it does, in the manner of people's own. */
export function nameAfter(changes: readonly Change[]): string {
  const tables = new Set(changes.flatMap(tableIn));
  const created = changes.filter(({ type }) => type === 'create-table').length;
  const [table] = tables;
  if (table === undefined || tables.size !== 1)
    return created === tables.size ? 'create-tables' : 'match-models';
  if (created > 0) return `create-${kebab(table)}`;
  const columns = changes.filter(({ type }) => type === 'add-column' || type === 'drop-column');
  const [first] = columns;
  if (columns.length === 1 && changes.length <= 2 && first?.type === 'add-column')
    return `add-${kebab(table)}-${kebab(first.column.name)}`;
  if (columns.length === 1 && changes.length <= 2 && first?.type === 'drop-column')
    return `remove-${kebab(table)}-${kebab(first.column.name)}`;
  return `change-${kebab(table)}`;
}

function tableIn(change: Change): readonly string[] {
  if ('place' in change) return [change.place.table];
  if ('table' in change) return [change.table.table];
  return change.type === 'alter-enum' ? change.uses.map(({ place }) => place.table) : [];
}

function kebab(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll(/[^A-Za-z\d]+/g, '-')
    .toLowerCase();
}
