/** Pieces of a catalog's description with nothing special about them, for tests that are about what is. */
import type {
  CatalogTableDescription,
  ColumnDescription,
  IndexDescription,
} from '../../src/database/catalog-description.ts';
import type {
  ForeignKeyDescription,
  ReferenceDescription,
} from '../../src/database/constraint-description.ts';

export function plainTable(
  given: Partial<CatalogTableDescription> & Pick<CatalogTableDescription, 'name'>,
): CatalogTableDescription {
  return {
    schema: 'public',
    kind: 'table',
    isOnPath: true,
    rowEstimate: null,
    byteLength: 0,
    columns: [],
    indexes: [],
    foreignKeys: [],
    referencedBy: [],
    comment: null,
    constraints: [],
    triggers: [],
    rules: [],
    statisticsObjects: [],
    rowSecurity: { isEnabled: false, isForced: false },
    policies: [],
    privileges: [],
    partitionKey: null,
    partitions: [],
    partitionOf: null,
    inherits: [],
    heirs: [],
    viewDefinition: null,
    extension: null,
    isPopulated: null,
    sizes: null,
    activity: null,
    owner: 'owner',
    persistence: 'permanent',
    accessMethod: 'heap',
    tablespace: null,
    options: [],
    replicaIdentity: 'default',
    publications: [],
    publishedParts: [],
    server: null,
    wrapperOptions: [],
    ofType: null,
    ...given,
  };
}

/** Of type text, and nullable. */
export function plainColumn(
  given: Partial<ColumnDescription> & Pick<ColumnDescription, 'name'>,
): ColumnDescription {
  return {
    type: 'text',
    isNullable: true,
    defaultExpression: null,
    isPrimaryKey: false,
    comment: null,
    identity: null,
    generated: null,
    enumType: null,
    enumValues: null,
    domainOf: null,
    sequence: null,
    collation: null,
    storage: 'extended',
    hasOwnStorage: false,
    compression: null,
    statisticsTarget: null,
    wrapperOptions: [],
    ...given,
  };
}

/** A btree on these columns. */
export function plainIndex(
  name: string,
  columns: readonly string[],
  given: Partial<IndexDescription> = {},
): IndexDescription {
  return {
    name,
    definition: `CREATE INDEX ${name} ON public.t USING btree (${columns.join(', ')})`,
    isUnique: false,
    isPrimary: false,
    method: 'btree',
    keys: columns.map((column) => ({
      column,
      text: column,
      isDescending: false,
      isNullsFirst: false,
      operatorClass: null,
      operatorClassOptions: [],
      collation: null,
    })),
    included: [],
    predicate: null,
    isNullsNotDistinct: false,
    isValid: true,
    isClustered: false,
    isReplicaIdentity: false,
    constraint: null,
    options: [],
    tablespace: null,
    byteLength: 0,
    scanCount: 0,
    comment: null,
    ...given,
  };
}

export function plainForeignKey(
  given: Partial<ForeignKeyDescription> &
    Pick<ForeignKeyDescription, 'name' | 'columns' | 'referencedTable' | 'referencedColumns'>,
): ForeignKeyDescription {
  return {
    referencedSchema: 'public',
    onDelete: 'NO ACTION',
    onUpdate: 'NO ACTION',
    definition: `FOREIGN KEY (${given.columns.join(', ')}) REFERENCES ${given.referencedTable}`,
    isDeferrable: false,
    isInitiallyDeferred: false,
    isValidated: true,
    isEnforced: true,
    comment: null,
    ...given,
  };
}

export function plainReference(
  given: Partial<ReferenceDescription> &
    Pick<ReferenceDescription, 'name' | 'table' | 'columns' | 'referencedColumns'>,
): ReferenceDescription {
  return {
    schema: 'public',
    onDelete: 'NO ACTION',
    onUpdate: 'NO ACTION',
    definition: `FOREIGN KEY (${given.columns.join(', ')}) REFERENCES t`,
    ...given,
  };
}
