/** Constraints and indexes of one side's table, each with what it asks for. Pure. */
import type { SnapshotObject } from '../../database/snapshot/snapshot.ts';
import { tableKey, type TableName } from '../../journal/from-models/schema-state.ts';
import { foreignKeyParts, namelessIndex, namesIn, plainIndex } from '../../journal/from-models/sql-names.ts';
import type { DriftSide, DriftSubject } from './drift.ts';
import { type SideSchema, textOf } from './side-schema.ts';

/** A key or index of one side. */
export interface OwnKey {
  readonly side: DriftSide;
  readonly object: SnapshotObject;
  readonly definition: string;
  /** Equal for those that ask for the same. */
  readonly meaning: string;
  /** Equal for those that database and migrations, too, take for one and the same, but for the name. */
  readonly exactly: string;
  /** Those that can be one that was changed. */
  readonly family: string;
}

/** What a difference of it is called. */
export function subjectOf(object: SnapshotObject): DriftSubject {
  if (object.type === 'index') return uniqueParts(object) === null ? 'index' : 'unique';
  switch (textOf(object, 'kind')) {
    case 'primary key':
      return 'primary-key';
    case 'unique':
      return 'unique';
    case 'foreign key':
      return 'foreign-key';
    default:
      return 'check';
  }
}

interface KeyParts {
  readonly columns: readonly string[];
  /** What a model cannot say: NULLS NOT DISTINCT, INCLUDE, DEFERRABLE, as pg_get_constraintdef() has it. */
  readonly rest: string;
}

const keyWords =
  /^(?:UNIQUE|PRIMARY KEY)( NULLS NOT DISTINCT)? \((.*?)\)((?: INCLUDE \(.*\))?(?: (?:NOT )?DEFERRABLE.*)?)$/;

/** Of a constraint; null where it is neither a unique one nor a primary key. */
function keyParts(definition: string): KeyParts | null {
  const match = keyWords.exec(definition);
  const columns = namesIn(match?.[2] ?? '');
  return match === null || columns === null ? null : { columns, rest: `${match[1] ?? ''}${match[3] ?? ''}` };
}

/** Of what forbids the same values twice; an index that says more is none. */
function uniqueParts(object: SnapshotObject): KeyParts | null {
  const definition = textOf(object, 'definition') ?? '';
  if (object.type === 'constraint') return keyParts(definition);
  const plain = plainIndex(definition);
  return plain?.isUnique === true && plain.method === 'btree' ? { columns: plain.columns, rest: '' } : null;
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
    case 'unique': {
      const { columns, rest } = uniqueParts(object) ?? { columns: [definition], rest: '' };
      const known = JSON.stringify([...columns].sort());
      const isPrimary = subject === 'primary-key';
      const meaning = isPrimary ? `primary ${known}` : `unique ${known}${invalid}`;
      const exactly = `${meaning} ${JSON.stringify(columns)}${rest}`;
      return { definition, meaning, exactly, family: isPrimary ? '' : known };
    }
    case 'foreign-key': {
      const meaning = definition.replace(/ NOT VALID$/, '');
      const columns = referenceOf(definition)?.columns ?? [definition];
      // A key that is not checked yet is none to the database's planner, and one to everybody else.
      return { definition, meaning, exactly: definition, family: JSON.stringify(columns) };
    }
    case 'index': {
      const meaning = `${namelessIndex(definition, object.name)}${invalid}`;
      return { definition, meaning, exactly: meaning, family: object.name };
    }
    default:
      return { definition, meaning: definition, exactly: definition, family: object.name };
  }
}

/** What a foreign key refers to, whatever else it says. */
export function referenceOf(definition: string): ReturnType<typeof foreignKeyParts> {
  return foreignKeyParts(
    definition.replace(/(?: NOT)? (?:DEFERRABLE|VALID).*$/, '').replace(/ MATCH \w+/, ''),
  );
}
