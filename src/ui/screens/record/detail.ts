/** What is known of an attribute beside its type: nullability, default and comment, of the table where the catalog was read. */
import type { ReadSource } from '../../../queries/query-spec.ts';
import { modelNamed, type State } from '../../state.ts';
import { tableOfModel } from '../rows/model-links.ts';
import { tableNamed } from '../rows/table-links.ts';

/** `not null · default now() · when it was made`; empty for what neither table nor model knows, as a computed column. */
export function attributeDetails(state: State, source: ReadSource): (name: string) => string {
  const model = source.type === 'model' ? modelNamed(state, source.name) : null;
  const place = source.type === 'table' ? source : model === null ? null : tableOfModel(state, model);
  const table = place === null ? undefined : tableNamed(state, place);
  return (name) => {
    const attribute = model?.attributes.find((candidate) => candidate.name === name);
    const columnName = model === null ? name : attribute?.column;
    const column = table?.columns.find((candidate) => candidate.name === columnName);
    if (column === undefined && attribute === undefined) return '';
    if (attribute?.column === null) return joined([attribute.comment]);
    const isNullable = column?.isNullable ?? attribute?.isNullable ?? true;
    return joined([
      isNullable ? 'nullable' : 'not null',
      defaultText(column?.defaultExpression ?? null, attribute?.defaultValue ?? null),
      column?.comment ?? attribute?.comment ?? null,
    ]);
  };
}

/** The database's default is what a row without a value gets; the model's own only when the model makes it. */
function defaultText(ofTable: string | null, ofModel: string | null): string | null {
  if (ofTable === null) return ofModel === null ? null : `model default ${ofModel}`;
  // A literal says enough without the cast that the catalog writes behind it: the type stands beside it.
  const [, literal] = /^('(?:[^']|'')*')::[^']+$/.exec(ofTable) ?? [];
  return ofTable.startsWith('generated ') ? ofTable : `default ${literal ?? ofTable}`;
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}
