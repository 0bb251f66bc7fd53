/** Constraints and indexes of one side's table, each with what it asks for. Pure. */
import type { SnapshotObject } from '../../database/snapshot/snapshot.ts';
import { tableKey, type TableName } from '../../journal/from-models/schema-state.ts';
import {
  foreignKeyParts,
  keyColumns,
  namelessIndex,
  plainIndex,
} from '../../journal/from-models/sql-names.ts';
import type { DriftSide, DriftSubject } from './drift.ts';
import { type SideSchema, textOf } from './side-schema.ts';

/** A key or index of one side. */
export interface OwnKey {
  readonly side: DriftSide;
  readonly object: SnapshotObject;
  readonly definition: string;
  /** Equal for those that ask for the same. */
  readonly meaning: string;
  /** Those that can be one that was changed. */
  readonly family: string;
}

/** What a difference of it is called. */
export function subjectOf(object: SnapshotObject): DriftSubject {
  if (object.type === 'index') return uniqueColumns(object) === null ? 'index' : 'unique';
  switch (textOf(object, 'kind')) {
    case 'primary key':
      return 'primary-key';
    case 'unique':
      return uniqueColumns(object) === null ? 'check' : 'unique';
    case 'foreign key':
      return 'foreign-key';
    default:
      return 'check';
  }
}

/** Of what forbids the same values twice, and says no more. */
function uniqueColumns(object: SnapshotObject): readonly string[] | null {
  const definition = textOf(object, 'definition') ?? '';
  if (object.type === 'constraint') return keyColumns(definition);
  const plain = plainIndex(definition);
  return plain?.isUnique === true && plain.method === 'btree' ? plain.columns : null;
}

/** Without those that a partition has from its table. */
export function ownKeys({ side, parts }: SideSchema, place: TableName): readonly OwnKey[] {
  const objects = (parts.get(tableKey(place)) ?? []).filter(
    ({ type, properties }) =>
      (type === 'constraint' || type === 'index') && properties['isInherited'] !== true,
  );
  return objects.map((object) => ({ side, object, ...meaningOf(object) }));
}

function meaningOf(object: SnapshotObject): Omit<OwnKey, 'side' | 'object'> {
  const definition = textOf(object, 'definition') ?? '';
  const invalid = object.properties['isInvalid'] === true ? ' INVALID' : '';
  const subject = subjectOf(object);
  switch (subject) {
    case 'primary-key':
      return { definition, meaning: `primary ${sorted(keyColumns(definition))}`, family: '' };
    case 'unique': {
      const columns = sorted(uniqueColumns(object));
      return { definition, meaning: `unique ${columns}${invalid}`, family: columns };
    }
    case 'foreign-key': {
      const meaning = definition.replace(/ NOT VALID$/, '');
      const columns = referenceOf(definition)?.columns ?? [definition];
      return { definition, meaning, family: JSON.stringify(columns) };
    }
    case 'index':
      return {
        definition,
        meaning: `${namelessIndex(definition, object.name)}${invalid}`,
        family: object.name,
      };
    default:
      return { definition, meaning: definition, family: object.name };
  }
}

/** What a foreign key refers to, whatever else it says. */
export function referenceOf(definition: string): ReturnType<typeof foreignKeyParts> {
  return foreignKeyParts(
    definition.replace(/(?: NOT)? (?:DEFERRABLE|VALID).*$/, '').replace(/ MATCH \w+/, ''),
  );
}

function sorted(columns: readonly string[] | null): string {
  return JSON.stringify([...(columns ?? [])].sort());
}
