/** A model's foreign keys as the catalog has them, less those that its associations follow already. */
import type { ModelSummary, TableDescription, TableSummary } from '../../../schema/description.ts';
import { modelNamed, type State } from '../../state.ts';
import { linksOf, tableNamed, type TableLink } from './table-links.ts';

/** What is known of models, tables and their keys. */
export type Known = Pick<State, 'models' | 'tables' | 'descriptions'>;

interface Place {
  readonly schema: string;
  readonly table: string;
}

/** The table a model stands before; null when there is none, or while tables are not read. */
export function tableOfModel({ tables }: Known, model: ModelSummary): TableSummary | null {
  if (tables.status !== 'ready') return null;
  const named = tables.value.filter(({ name }) => name === model.table);
  const exact = named.find(({ schema }) => schema === (model.schema ?? 'public'));
  if (exact !== undefined) return exact;
  return model.schema === null && named.length === 1 ? (named[0] ?? null) : null;
}

/** The model by which a table is read; null for a table without one. */
export function modelOfTable({ tables }: Known, { schema, table }: Place): string | null {
  if (tables.status !== 'ready') return null;
  return tables.value.find((other) => other.schema === schema && other.name === table)?.model ?? null;
}

/** The name by which a model reads a column; the column itself when it does not read it. */
export function attributeOf(model: ModelSummary, column: string): string {
  return model.attributes.find((attribute) => attribute.column === column)?.name ?? column;
}

/** The keys that no association of the model goes along, outgoing ones first; none before the catalog was asked. */
export function uncoveredLinks(state: Known, model: ModelSummary): readonly TableLink[] {
  const table = describedTable(state, model);
  if (table === undefined) return [];
  const covered = coveredKeys(state, model);
  return linksOf(table).filter((link) => !covered.has(linkPlace(link)));
}

function describedTable(state: Known, model: ModelSummary): TableDescription | undefined {
  const table = tableOfModel(state, model);
  return table === null ? undefined : tableNamed(state, table);
}

/** A belongsToMany goes along the key of its join table, whose columns come with the rows. */
function coveredKeys(state: Known, model: ModelSummary): ReadonlySet<string> {
  const covered = model.associations.flatMap(
    ({ type, target, foreignKey, sourceKey, targetKey, through }) => {
      const other = modelNamed(state, through ?? target);
      const table = other === null ? null : tableOfModel(state, other);
      if (other === null || table === null) return [];
      const isTo = type === 'belongsTo';
      const own = columnOf(model, isTo ? foreignKey : sourceKey);
      const far = columnOf(other, isTo ? targetKey : foreignKey);
      const pairs = [{ own, other: far }];
      return [linkPlace({ direction: isTo ? 'to' : 'from', schema: table.schema, table: table.name, pairs })];
    },
  );
  return new Set(covered);
}

function linkPlace({ direction, schema, table, pairs }: Omit<TableLink, 'key'>): string {
  return JSON.stringify([direction, schema, table, pairs.map(({ own, other }) => [own, other])]);
}

function columnOf(model: ModelSummary, attribute: string): string {
  return model.attributes.find(({ name }) => name === attribute)?.column ?? attribute;
}
