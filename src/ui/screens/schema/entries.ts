/** Everything in a schema that can be looked for by its text. Made once for a description. */
import type { ModelDescription, SchemaDescription, TableDescription } from '../../../schema/description.ts';
import { counted } from '../../../output/measures.ts';
import { estimateText } from '../../sidebar/items.ts';
import { subjectOf } from '../page/page-model.ts';
import { fieldId } from '../page/sections/attributes.ts';
import { graphOf } from './known-schema.ts';

/** In the order in which what was found is listed. */
export const entryKinds = [
  'model',
  'attribute',
  'column',
  'enum',
  'association',
  'scope',
  'comment',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface SchemaEntry {
  readonly kind: EntryKind;
  /** What is looked through. */
  readonly text: string;
  /** What stands before it, `User.`. */
  readonly before: string;
  /** What is said of it beside; the last parts are left out where there is no room. */
  readonly aside: readonly string[];
  /** The node whose page it is on, and the row there; null for the page as a whole. */
  readonly node: string;
  readonly row: string | null;
}

const made = new WeakMap<SchemaDescription, readonly SchemaEntry[]>();

export function schemaEntries(schema: SchemaDescription): readonly SchemaEntry[] {
  const before = made.get(schema);
  if (before !== undefined) return before;
  const models = new Map(schema.models.map((described) => [described.model.name, described]));
  const entries = graphOf(schema).nodes.flatMap((node): readonly SchemaEntry[] => {
    const model = models.get(node.model ?? '');
    const estimate = estimateText(node.rowEstimate);
    const rows = `${estimate} ${estimate === '~1' ? 'row' : 'rows'}`;
    const kind = node.model === null ? (node.kind ?? 'table') : node.isMissing ? 'no table' : '';
    const aside = [kind, estimate === '' ? '' : rows, counted(node.columns.length, 'column')];
    const self: SchemaEntry = {
      kind: 'model',
      text: node.id,
      before: '',
      aside: aside.filter((part) => part !== ''),
      node: node.id,
      row: null,
    };
    const table = model === undefined ? subjectOf(schema, node.id)?.table : model.table;
    return [
      self,
      ...(model === undefined ? [] : modelEntries(model)),
      ...tableEntries(node.id, table ?? null, model ?? null),
    ];
  });
  made.set(schema, entries);
  return entries;
}

function modelEntries({ model, fields }: ModelDescription): readonly SchemaEntry[] {
  const node = model.name;
  const before = `${node}.`;
  const attributes = model.attributes.flatMap((attribute): readonly SchemaEntry[] => {
    const field = fields.find((one) => one.attribute === attribute.name);
    const row = field === undefined ? null : fieldId(field);
    const place = { node, row };
    return [
      { ...place, kind: 'attribute', text: attribute.name, before, aside: [attribute.type] },
      ...(attribute.enumValues ?? []).map((text): SchemaEntry => ({
        ...place,
        kind: 'enum',
        text,
        before: `${before}${attribute.name} = `,
        aside: [],
      })),
      ...commentEntry(attribute.comment, { ...place, before: `${before}${attribute.name}: ` }),
    ];
  });
  return [
    ...attributes,
    ...model.associations.map(({ name, type, target }): SchemaEntry => ({
      kind: 'association',
      text: name,
      before,
      aside: [`${type} ${target}`],
      node,
      row: `association:${name}`,
    })),
    ...model.scopes.map(({ name, condition }): SchemaEntry => ({
      kind: 'scope',
      text: name,
      before,
      aside: condition === null ? [] : [condition],
      node,
      row: `scope:${name}`,
    })),
    ...commentEntry(model.comment, { node, row: null, before: `${node}: ` }),
  ];
}

/** Columns that are called otherwise than their attribute, or have none; what the database says of them and the model does not. */
function tableEntries(
  node: string,
  table: TableDescription | null,
  model: ModelDescription | null,
): readonly SchemaEntry[] {
  if (table === null) return [];
  const columns = table.columns.flatMap((column): readonly SchemaEntry[] => {
    const attribute = model?.model.attributes.find((one) => one.column === column.name) ?? null;
    const place = { node, row: fieldId({ attribute: attribute?.name ?? null, column: column.name }) };
    const before = `${node}.${attribute?.name ?? column.name}`;
    const isNamedSo = attribute?.name === column.name;
    const values = attribute?.enumValues === column.enumValues ? [] : (column.enumValues ?? []);
    const known = new Set(attribute?.enumValues ?? []);
    return [
      ...(isNamedSo
        ? []
        : [
            {
              ...place,
              kind: 'column' as const,
              text: column.name,
              before: `${node}.`,
              aside: [column.type],
            },
          ]),
      ...values
        .filter((text) => !known.has(text))
        .map((text): SchemaEntry => ({ ...place, kind: 'enum', text, before: `${before} = `, aside: [] })),
      ...(column.comment === attribute?.comment
        ? []
        : commentEntry(column.comment, { ...place, before: `${before}: ` })),
    ];
  });
  const own = table.comment === (model?.model.comment ?? null) ? null : table.comment;
  return [...columns, ...commentEntry(own, { node, row: null, before: `${node}: ` })];
}

function commentEntry(
  comment: string | null,
  place: Pick<SchemaEntry, 'node' | 'row' | 'before'>,
): readonly SchemaEntry[] {
  return comment === null || comment === '' ? [] : [{ ...place, kind: 'comment', text: comment, aside: [] }];
}
