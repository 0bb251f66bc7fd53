/** A small shop, described by models and a catalog that do not say the same everywhere. */
import type { SchemaDescription } from '../../../src/schema/description.ts';
import { joinSchema } from '../../../src/schema/join-tables.ts';
import type { AttributeDetails, ModelDetails } from '../../../src/schema/model-details.ts';
import type { Beside } from '../../../src/ui/screens/page/beside.ts';
import {
  plainColumn,
  plainForeignKey,
  plainIndex,
  plainReference,
  plainTable,
} from '../../support/catalog-pieces.ts';
import type { ModelSummary } from '../../../src/schema/model-summary.ts';
import { plainModel } from '../../support/model-pieces.ts';

function attribute(name: string, type: string, given: Partial<AttributeDetails> = {}): AttributeDetails {
  const [plain] = plainModel({
    ...nothing,
    attributes: [
      {
        name,
        column: name,
        type,
        isNullable: false,
        isPrimaryKey: false,
        isUnique: false,
        defaultValue: null,
        enumValues: null,
        references: null,
        comment: null,
        validations: [],
      },
    ],
  }).attributes;
  if (plain === undefined) throw new Error('A model keeps its attributes.');
  return { ...plain, ...given };
}

function model(
  given: Partial<ModelDetails> & Pick<ModelDetails, 'name' | 'table' | 'attributes'>,
): ModelDetails {
  return { ...plainModel(nothing), ...given };
}

const nothing: ModelSummary = {
  name: '',
  table: '',
  schema: null,
  primaryKey: ['id'],
  isParanoid: false,
  hasDefaultScope: false,
  defaultScope: null,
  attributes: [],
  associations: [],
  scopes: [],
};

/** Nothing is asked for when a row goes. */
const free = { onDelete: null, onUpdate: null, wantsConstraint: true } as const;

const id = attribute('id', 'INTEGER', { isPrimaryKey: true });

const models: readonly ModelDetails[] = [
  model({
    name: 'Customer',
    table: 'customers',
    attributes: [
      id,
      attribute('passwordHash', 'VARCHAR(255)', { column: 'password_hash', isHidden: true }),
      attribute('status', 'ENUM', { enumValues: ['active', 'banned'], comment: 'Who may order' }),
      attribute('nickname', 'VARCHAR(80)', { isNullable: true }),
    ],
    associations: [
      {
        name: 'orders',
        type: 'hasMany',
        target: 'Order',
        foreignKey: 'customerId',
        sourceKey: 'id',
        targetKey: 'customerId',
        through: null,
        otherKey: null,
        isSingular: false,
        ...free,
      },
    ],
    scopes: [{ name: 'active', isFunction: false, parameters: [], condition: "{ status: 'active' }" }],
    hooks: [{ event: 'beforeCreate', name: 'hashPassword' }],
  }),
  model({
    name: 'Order',
    table: 'orders',
    attributes: [
      id,
      attribute('customerId', 'INTEGER', { column: 'customer_id', references: 'customers.id' }),
      attribute('total', 'DECIMAL(10,2)', {
        rules: [{ name: 'min', arguments: '0', message: null, isCustom: false }],
      }),
      attribute('label', 'VIRTUAL', { column: null, hasGetter: true }),
    ],
    associations: [
      {
        name: 'customer',
        type: 'belongsTo',
        target: 'Customer',
        foreignKey: 'customerId',
        sourceKey: 'customerId',
        targetKey: 'id',
        through: null,
        otherKey: null,
        isSingular: true,
        ...free,
      },
    ],
  }),
];

const key = plainColumn({ name: 'id', type: 'integer', isNullable: false, isPrimaryKey: true });

const tables = [
  plainTable({
    name: 'audit_log',
    columns: [key, plainColumn({ name: 'what', comment: 'Who ordered what' })],
  }),
  plainTable({
    name: 'customers',
    rowEstimate: 1200,
    byteLength: 81920,
    comment: 'People who order',
    columns: [
      key,
      plainColumn({ name: 'password_hash', type: 'character varying(255)', isNullable: false }),
      plainColumn({
        name: 'status',
        type: 'enum_customers_status',
        isNullable: false,
        enumValues: ['active', 'banned'],
      }),
      plainColumn({ name: 'nickname', type: 'character varying(80)' }),
      plainColumn({ name: 'legacy_code' }),
    ],
    indexes: [plainIndex('customers_pkey', ['id'], { isPrimary: true, isUnique: true })],
    referencedBy: [
      plainReference({
        name: 'orders_customer_id_fkey',
        table: 'orders',
        columns: ['customer_id'],
        referencedColumns: ['id'],
        onDelete: 'CASCADE',
      }),
    ],
    triggers: [
      {
        name: 'touch',
        definition: 'CREATE TRIGGER touch …',
        timing: 'before',
        events: ['update'],
        forEach: 'row',
        enabled: 'origin',
        function: { schema: 'public', name: 'touch' },
        comment: null,
      },
    ],
  }),
  plainTable({
    name: 'orders',
    columns: [
      key,
      plainColumn({ name: 'customer_id', type: 'integer', isNullable: false }),
      plainColumn({ name: 'total', type: 'numeric(12,2)', isNullable: false }),
    ],
    foreignKeys: [
      plainForeignKey({
        name: 'orders_customer_id_fkey',
        columns: ['customer_id'],
        referencedTable: 'customers',
        referencedColumns: ['id'],
        onDelete: 'CASCADE',
      }),
    ],
  }),
];

export const describedShop: SchemaDescription = {
  ...joinSchema(models, tables),
  modelProblem: null,
  tableProblem: null,
};

function statistics(column: string, given: object) {
  return {
    column,
    type: 'text',
    nullShare: 0,
    distinctCount: null,
    isDistinct: false,
    averageBytes: 4,
    commonValues: [],
    commonElements: [],
    bounds: [],
    correlation: null,
    isSecret: false,
    ...given,
  };
}

export const besideCustomer: Beside = {
  statistics: {
    schema: 'public',
    table: 'customers',
    rowEstimate: 1200,
    analyzedAt: '2026-11-01T10:20:30.000Z',
    columns: [
      statistics('password_hash', { isSecret: true, isDistinct: true }),
      statistics('status', {
        distinctCount: 2,
        commonValues: [
          { text: 'active', share: 0.91 },
          { text: 'banned', share: 0.09 },
        ],
      }),
      statistics('nickname', { nullShare: 0.4, isDistinct: true, bounds: ['ada', 'bob', 'zoe'] }),
    ],
  },
  scopes: {
    scopes: [
      {
        name: 'active',
        parameters: [],
        isKnown: true,
        sql: `WHERE "Customer"."status" = 'active'`,
        hiddenColumns: [],
        addedColumns: [],
      },
    ],
    softDeleted: null,
  },
  origin: {
    made: { migration: '01-customers.js', line: 3 },
    changed: null,
    columns: [{ column: 'nickname', made: { migration: '02-nickname.js', line: 7 }, changed: null }],
    remarks: [],
  },
};
