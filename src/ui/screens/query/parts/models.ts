/** What can be named of the rows at one place of a query: the model there, its attributes and associations. */
import type { QuerySpec, ReadSource } from '../../../../queries/query-spec.ts';
import type { ModelSummary } from '../../../../schema/description.ts';
import { modelNamed, type State } from '../../../state.ts';
import { tableNamed } from '../../rows/table-links.ts';
import type { IncludePath } from '../state.ts';

/** An attribute of a model, or a column of a table without one. */
export interface Field {
  readonly name: string;
  readonly type: string;
  /** False for a virtual attribute: it can neither be ordered nor grouped by. */
  readonly isStored: boolean;
  readonly isNumber: boolean;
}

/** The model that an include path leads to; null for a table, and for a path that leads nowhere. */
export function modelAt(
  state: State,
  spec: Pick<QuerySpec, 'source'>,
  path: IncludePath,
): ModelSummary | null {
  let model = spec.source.type === 'model' ? modelNamed(state, spec.source.name) : null;
  for (const name of path) {
    const association = model?.associations.find((candidate) => candidate.name === name);
    model = association === undefined ? null : modelNamed(state, association.target);
  }
  return model;
}

/** In the model's order; empty while a table was not read yet. */
export function fieldsAt(state: State, spec: Pick<QuerySpec, 'source'>, path: IncludePath): readonly Field[] {
  const { source } = spec;
  if (source.type === 'table') {
    const table = tableNamed(state, source);
    return table?.columns.map(({ name, type }) => fieldOf(name, type, true)) ?? [];
  }
  const model = modelAt(state, spec, path);
  return model?.attributes.map(({ name, type, column }) => fieldOf(name, type, column !== null)) ?? [];
}

/** As a title has it. */
export function sourceTitle(source: ReadSource): string {
  if (source.type === 'sql') return 'result';
  return source.type === 'model' ? source.name : `${source.schema}.${source.name}`;
}

const numberTypes = /^(small|big)?int|^integer|^(big)?serial|^numeric|^decimal|^real|^double|^float|^number/i;

function fieldOf(name: string, type: string, isStored: boolean): Field {
  return { name, type: type.toLowerCase(), isStored, isNumber: isStored && numberTypes.test(type) };
}
