/** The lines that the source and every include have alike: filter, soft-deleted rows, attributes. */
import { outlineLine, lineId, type OutlineLine } from './outline-line.ts';
import type { IncludePath } from '../state.ts';
import type { Field } from '../parts/models.ts';
import type { Columns } from '../parts/columns.ts';

export interface PartPlace {
  readonly path: IncludePath;
  readonly depth: number;
  readonly open: ReadonlySet<string>;
}

export function filterLine({ path, depth }: PartPlace, filter: string): OutlineLine {
  return outlineLine({
    id: lineId(path, 'filter'),
    label: 'filter',
    part: { type: 'filter', path },
    depth,
    text: filter === '' ? 'none' : filter,
    tone: depth === 0 ? 'part' : filter === '' ? 'quiet' : 'set',
    verb: 'type a filter',
  });
}

export function softDeletedLine({ path, depth }: PartPlace, isShown: boolean, aside = ''): OutlineLine {
  return outlineLine({
    id: lineId(path, 'soft-deleted'),
    label: 'soft-deleted rows',
    part: { type: 'soft-deleted', path },
    depth,
    isChecked: isShown,
    aside,
    tone: isShown ? 'set' : 'quiet',
    verb: isShown ? 'hide them' : 'show them',
  });
}

/** `shown`: the attributes that are read, as far as that is known. */
export function attributeLines(
  { path, depth, open }: PartPlace,
  {
    fields,
    columns,
    shown,
  }: { readonly fields: readonly Field[]; readonly columns: Columns; readonly shown: readonly string[] },
): readonly OutlineLine[] {
  const id = lineId(path, 'attributes');
  const isOpen = open.has(id);
  const heading = outlineLine({
    id,
    label: 'attributes',
    part: { type: 'attributes', path },
    depth,
    fold: fields.length === 0 ? null : isOpen ? 'open' : 'closed',
    text: columns === null ? allText(fields, shown) : columns.length === 0 ? 'none' : columns.join(', '),
    tone: depth === 0 ? 'part' : columns === null ? 'quiet' : 'set',
    verb: 'open or close',
  });
  if (!isOpen) return [heading];
  const lines = fields.map(({ name, type }) => {
    const isChecked = shown.includes(name);
    return outlineLine({
      id: lineId(path, `attribute:${name}`),
      label: name,
      part: { type: 'attribute', path, name },
      depth: depth + 1,
      isChecked,
      aside: type,
      tone: isChecked ? 'set' : 'quiet',
      verb: isChecked ? 'leave it out' : 'read it',
    });
  });
  return [heading, ...lines];
}

function allText(fields: readonly Field[], shown: readonly string[]): string {
  if (fields.length === 0) return 'all';
  const left = fields.map(({ name }) => name).filter((name) => !shown.includes(name));
  return left.length === 0 ? `all ${String(fields.length)}` : `all but ${left.join(', ')}`;
}
