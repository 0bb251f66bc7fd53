/** The schema and the screens that are made of it, with hostile text wherever somebody else wrote it. */
import type { CatalogTableDescription } from '../../../src/database/catalog-description.ts';
import type { SchemaDescription } from '../../../src/schema/description.ts';
import type { ModelSummary } from '../../../src/schema/model-summary.ts';
import { joinSchema } from '../../../src/schema/join-tables.ts';
import type { ModelDetails } from '../../../src/schema/model-details.ts';
import type { GraphScreen } from '../../../src/ui/screens/graph/state.ts';
import type { Beside } from '../../../src/ui/screens/page/beside.ts';
import type { PageScreen } from '../../../src/ui/screens/page/state.ts';
import type { SchemaScreen } from '../../../src/ui/screens/schema/state.ts';
import { plainColumn, plainForeignKey, plainIndex, plainTable } from '../../support/catalog-pieces.ts';
import { plainModel } from '../../support/model-pieces.ts';
import type { HostileSource } from './hostile-parts.ts';

/** Models that are tied to one another by hostile names. */
export function hostileSchema(source: HostileSource, models: readonly ModelSummary[]): SchemaDescription {
  const details = models.map((model, index): ModelDetails => {
    const target = models[index === 0 ? 1 : 0]?.name ?? '';
    return { ...detailsOf(source, model), associations: [belongsTo(source, model, target)] };
  });
  const tables = models.slice(0, 6).map((model) => hostileTable(source, model));
  return { ...joinSchema(details, tables), journals: [], modelProblem: null, tableProblem: null };
}

function detailsOf({ text }: HostileSource, model: ModelSummary): ModelDetails {
  const plain = plainModel(model);
  return {
    ...plain,
    attributes: plain.attributes.map((attribute) => ({
      ...attribute,
      rules: [{ name: text(), arguments: text(), message: text(), isCustom: true }],
    })),
    associations: [],
    rules: [{ name: text(), arguments: null, message: text(), isCustom: true }],
    hooks: [{ event: text(), name: text() }],
    comment: text(),
  };
}

function belongsTo({ text }: HostileSource, model: ModelSummary, target: string) {
  const key = model.attributes[1]?.name ?? '';
  return {
    name: text(),
    type: 'belongsTo' as const,
    target,
    foreignKey: key,
    sourceKey: key,
    targetKey: text(),
    through: null,
    otherKey: null,
    isSingular: true,
    onDelete: null,
    onUpdate: null,
    wantsConstraint: true,
  };
}

function hostileTable({ text }: HostileSource, model: ModelSummary): CatalogTableDescription {
  const name = model.attributes[0]?.column ?? '';
  return plainTable({
    name: model.table,
    schema: model.schema ?? 'public',
    comment: text(),
    viewDefinition: text(),
    partitionKey: text(),
    columns: [
      plainColumn({
        name,
        type: text(),
        defaultExpression: text(),
        comment: text(),
        enumValues: [text(), text()],
      }),
      plainColumn({ name: text(), type: text(), comment: text() }),
    ],
    indexes: [plainIndex(text(), [name, text()], { definition: text(), predicate: text(), comment: text() })],
    foreignKeys: [
      plainForeignKey({
        name: text(),
        columns: [name],
        referencedTable: text(),
        referencedColumns: [text()],
        definition: text(),
      }),
    ],
    triggers: [
      {
        name: text(),
        definition: text(),
        timing: 'before',
        events: ['insert'],
        forEach: 'row',
        enabled: 'disabled',
        function: { schema: text(), name: text() },
        comment: text(),
      },
    ],
    policies: [
      { name: text(), command: 'all', isPermissive: true, roles: [text()], using: text(), check: text() },
    ],
    partitions: [
      { schema: text(), name: text(), kind: 'table', bound: text(), rowEstimate: 1, byteLength: 1 },
    ],
  });
}

export function hostileGraph({ random }: HostileSource, { models }: SchemaDescription): GraphScreen {
  const [hub, first] = models;
  const zoom = (['near', 'far', 'clusters'] as const)[random(3)] ?? 'near';
  const near = first?.model.name ?? '';
  return {
    type: 'graph',
    id: 2,
    centre: hub?.model.name ?? null,
    beginning: null,
    zoom,
    cursor: random(2) === 0 ? { side: 'centre' } : { side: 'right', near, far: null },
    remembered: { left: null, right: null },
    cluster: random(2) === 0 ? null : (hub?.model.name ?? null),
    tile: 0,
    detailTop: 0,
  };
}

export function hostilePage(source: HostileSource, { models }: SchemaDescription): PageScreen {
  const [hub] = models;
  return {
    type: 'page',
    id: 2,
    node: hub?.model.name ?? '',
    beside: hostileBeside(source, hub?.table?.columns[0]?.name ?? ''),
    closed: new Set(source.random(2) === 0 ? [] : ['about', 'attributes']),
    cursor: source.random(12),
    top: 0,
    detailTop: source.random(3),
    wanted: null,
  };
}

function hostileBeside({ text }: HostileSource, column: string): Beside {
  const place = { migration: text(), line: 3 };
  return {
    statistics: {
      schema: text(),
      table: text(),
      rowEstimate: 3,
      analyzedAt: text(),
      columns: [
        {
          column,
          type: text(),
          nullShare: 0.5,
          distinctCount: 4,
          isDistinct: false,
          averageBytes: 3,
          commonValues: [{ text: text(), share: 0.2 }],
          commonElements: [],
          bounds: [text()],
          correlation: null,
          isSecret: false,
        },
      ],
    },
    scopes: {
      scopes: [
        {
          name: text(),
          parameters: [text()],
          isKnown: true,
          sql: text(),
          hiddenColumns: [text()],
          addedColumns: [],
        },
      ],
      softDeleted: text(),
    },
    origin: {
      made: place,
      changed: place,
      columns: [{ column, made: place, changed: place }],
      remarks: [text()],
    },
  };
}

export function hostileSearch({ text, random }: HostileSource): SchemaScreen {
  const typed = random(2) === 0 ? '' : text();
  const line = { text: typed, cursor: typed.length };
  return { type: 'schema', id: 2, line, isTyping: random(2) === 0, cursor: 0, top: 0 };
}
