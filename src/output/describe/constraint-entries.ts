/** Constraints, keys and triggers as lines for people. What a definition says beyond its columns is taken from it. */
import type { TriggerDescription } from '../../database/catalog-description.ts';
import type {
  ConstraintDescription,
  ForeignKeyDescription,
  ReferenceDescription,
} from '../../database/constraint-description.ts';
import { commented } from './index-lines.ts';
import type { OutlineEntry } from './outline.ts';

/** What an index says as well is said there. */
export function isToldHere({ type, isDeferrable }: ConstraintDescription): boolean {
  return type === 'check' || type === 'exclusion' || isDeferrable;
}

/** The definition says all but its comment, as the server writes it. */
export function constraintEntry(constraint: ConstraintDescription): OutlineEntry {
  return { label: constraint.name, lines: [constraint.definition, ...commented(constraint)] };
}

export function foreignKeyEntry(key: ForeignKeyDescription): OutlineEntry {
  return {
    label: key.name,
    lines: [
      `${key.columns.join(', ')} → ${key.referencedSchema}.${key.referencedTable} (${key.referencedColumns.join(', ')})`,
      keyRules(key),
      ...commented(key),
    ],
  };
}

export function referenceEntry(key: ReferenceDescription): OutlineEntry {
  const columns = `${key.columns.join(', ')} → ${key.referencedColumns.join(', ')}`;
  return {
    label: `${key.schema}.${key.table}`,
    lines: [`${columns}, ${keyRules(key)} (${key.name})`],
  };
}

/** The rules, and what else may stand behind a key (PostgreSQL manual, CREATE TABLE, REFERENCES). */
function keyRules({
  onDelete,
  onUpdate,
  definition,
}: Pick<ForeignKeyDescription, 'onDelete' | 'onUpdate' | 'definition'>): string {
  const words = definition.replace(/"(?:[^"]|"")*"/g, '""');
  const own = /"(?:[^"]|"")*"|ON DELETE SET (?:NULL|DEFAULT) (\([^)]*\))/g;
  const columns = [...definition.matchAll(own)].map(([, list]) => list).find((list) => list !== undefined);
  return [
    words.includes(' MATCH FULL') ? 'match full' : '',
    `on delete ${onDelete}${columns === undefined ? '' : ` ${columns}`}`,
    `on update ${onUpdate}`,
    words.includes(' INITIALLY DEFERRED')
      ? 'initially deferred'
      : words.includes(' DEFERRABLE')
        ? 'deferrable'
        : '',
    words.endsWith(' NOT ENFORCED') ? 'not enforced' : words.endsWith(' NOT VALID') ? 'not validated' : '',
  ]
    .filter((word) => word !== '')
    .join(', ');
}

/** As `\d+` has it: all that follows the name. */
export function triggerEntry(trigger: TriggerDescription): OutlineEntry {
  const enabled = {
    origin: '',
    always: ', always',
    replica: ', for a replica',
    disabled: ', disabled',
  } as const;
  const said = trigger.definition.replace(/^CREATE (?:CONSTRAINT )?TRIGGER (?:"(?:[^"]|"")*"|[^"\s]+) /, '');
  return { label: trigger.name, lines: [`${said}${enabled[trigger.enabled]}`, ...commented(trigger)] };
}
