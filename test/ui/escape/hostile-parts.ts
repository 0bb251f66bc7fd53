/** Rows, a model, a relation and an error, every text of which is hostile. */
import type { ErrorReport } from '../../../src/errors.ts';
import type { Page, Value, ValueKind } from '../../../src/queries/query-spec.ts';
import { specFor } from '../../../src/queries/query-spec.ts';
import type { ModelSummary } from '../../../src/schema/description.ts';
import { layoutOf } from '../../../src/ui/layout.ts';
import { plainView } from '../../../src/ui/screens/rows/column-view.ts';
import { gridColumns } from '../../../src/ui/screens/rows/columns.ts';
import { nothingRead, nothingTyped } from '../../../src/ui/screens/rows/nothing-read.ts';
import type { Relation } from '../../../src/ui/screens/rows/relation.ts';
import type { RowsScreen } from '../../../src/ui/screens/rows/state.ts';
import { windowFrom } from '../../../src/ui/screens/rows/window.ts';

export const size = { columns: 120, rows: 40 } as const;
/** Every other column is ours: what it holds must stand where its column begins. */
export const sentinel = '#';

export interface HostileSource {
  readonly text: () => string;
  readonly random: (limit: number) => number;
}

const hostileKinds: readonly ValueKind[] = ['text', 'json', 'array', 'enum', 'other', 'date', 'number'];
export function hostileRelation({ text }: HostileSource): Relation {
  const pairs = [{ own: text(), other: text() }];
  const link = { key: text(), direction: 'to', schema: text(), table: text(), pairs } as const;
  return { type: 'link', link, target: null, name: text() };
}

export function hostileRows({ text, random }: HostileSource): RowsScreen {
  const value = (kind: ValueKind): Value => {
    if (kind === 'json') return random(2) === 0 ? { [text()]: text() } : text();
    return kind === 'array' ? [text(), text()] : text();
  };
  const columns = Array.from({ length: 16 }, (_, index) =>
    index % 2 === 0
      ? {
          name: text(),
          type: text(),
          kind: hostileKinds[random(hostileKinds.length)] ?? 'text',
          isPrimaryKey: index === 0,
          isVirtual: false,
        }
      : ({ name: sentinel, type: sentinel, kind: 'text', isPrimaryKey: false, isVirtual: false } as const),
  );
  const rows = Array.from({ length: 36 }, () =>
    columns.map(({ kind }, index) => (index % 2 === 0 ? value(kind) : sentinel)),
  );
  const page: Page = {
    columns,
    rows,
    bookmarks: [],
    clipped: rows.flatMap((_, row) => (row % 5 === 0 ? [{ row, column: 2, byteLength: 123_456 }] : [])),
    hasBefore: false,
    hasAfter: false,
    paging: { method: 'keys' },
    sql: text(),
    shortSql: text(),
    durationMs: 3,
  };
  const { innerWidth } = layoutOf(size, 'main');
  return {
    ...nothingRead,
    ...nothingTyped,
    type: 'rows',
    id: 1,
    label: text(),
    spec: { ...specFor({ type: 'model', name: text() }), filter: text() },
    window: windowFrom('start', page),
    columns: gridColumns(page, innerWidth),
    columnView: plainView,
    cursor: { row: 1, column: 0 },
  };
}

export function hostileModel({ text }: HostileSource): ModelSummary {
  return {
    name: text(),
    table: text(),
    schema: text(),
    primaryKey: [text()],
    isParanoid: false,
    hasDefaultScope: true,
    defaultScope: text(),
    attributes: Array.from({ length: 4 }, () => ({
      name: text(),
      column: text(),
      type: text(),
      isNullable: true,
      isPrimaryKey: false,
      isUnique: false,
      defaultValue: text(),
      enumValues: [text()],
      references: text(),
      comment: text(),
      validations: [text()],
    })),
    associations: Array.from({ length: 6 }, () => ({
      name: text(),
      type: 'hasMany' as const,
      target: text(),
      foreignKey: text(),
      sourceKey: text(),
      targetKey: text(),
      through: text(),
      otherKey: text(),
      isSingular: false,
    })),
    scopes: [
      { name: text(), isFunction: false, parameters: [], condition: text() },
      { name: text(), isFunction: true, parameters: [text()], condition: null },
    ],
  };
}

export function hostileReport({ text }: HostileSource): ErrorReport {
  return {
    code: 'planted',
    kind: 'bug',
    message: text(),
    remedy: text(),
    stack: text(),
    details: {
      file: text(),
      line: 1,
      column: 2,
      sqlState: text(),
      hint: text(),
      detail: text(),
      statement: text(),
      excerpt: text(),
    },
  };
}
