/** What became of a schema, as lines: `+` for what came, `-` for what went, `~` for what is otherwise. */
import type { SchemaDifference } from '../database/snapshot/difference.ts';
import type { ObjectKey, PropertyValue } from '../database/snapshot/snapshot.ts';

const longestValue = 80;

/**
 * A table that came or went says how much came or went with it. Names are as the database has them: whoever prints the lines makes
 * them safe.
 */
export function differenceLines({ added, removed, changed }: SchemaDifference): readonly string[] {
  return [
    ...wholeTables('+', added),
    ...wholeTables('-', removed),
    ...changed.map(
      (object) =>
        `~ ${labelOf(object)}: ${object.changes.map(({ property, from, to }) => `${wordsOf(property)} ${valueText(from)} → ${valueText(to)}`).join(', ')}`,
    ),
  ];
}

function wholeTables(sign: string, objects: readonly ObjectKey[]): readonly string[] {
  const tables = new Set(
    objects.flatMap(({ type, schema, name }) => (type === 'table' ? [`${schema}.${name}`] : [])),
  );
  return objects.flatMap((object) => {
    if (object.table !== null && tables.has(`${object.schema}.${object.table}`)) return [];
    if (object.type !== 'table') return [`${sign} ${labelOf(object)}`];
    const parts = objects.filter(({ schema, table }) => schema === object.schema && table === object.name);
    const counts = (['column', 'constraint', 'index', 'trigger'] as const).flatMap((type) => {
      const count = parts.filter((part) => part.type === type).length;
      return count === 0
        ? []
        : [
            `${String(count)} ${type === 'index' && count > 1 ? 'indexes' : `${type}${count > 1 ? 's' : ''}`}`,
          ];
    });
    return [`${sign} ${labelOf(object)}${counts.length === 0 ? '' : ` (${counts.join(', ')})`}`];
  });
}

function labelOf({ type, schema, table, name }: ObjectKey): string {
  const place = [schema, table, name].filter((part) => part !== null && part !== '').join('.');
  return `${type === 'other' ? '' : `${type} `}${place}`;
}

/** `isNullable` → `is nullable`. */
function wordsOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText(value: PropertyValue | null): string {
  if (value === null) return 'none';
  const text = (Array.isArray(value) ? `[${value.join(', ')}]` : String(value)).replace(/\s+/g, ' ');
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}
