/** Offers the relations of the record under the cursor, and follows the chosen one. */
import { sourceName } from '../../../session.ts';
import type { Choice } from '../../overlays/state.ts';
import type { State } from '../../state.ts';
import { withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { followRelation } from './open.ts';
import { relationKind, relationName, relationsOf, relationText } from './relations.ts';
import type { Relation } from './relation.ts';
import { modelOf } from './scopes.ts';
import { tableNamed } from './table-links.ts';
import { rowAt, valueOf, type RowsScreen } from './state.ts';

/** Opens the list of relations; where there is none it says so. */
export function chooseRelation(state: State, screen: RowsScreen): Step {
  const { source } = screen.spec;
  const relations = relationsOf(state, source);
  if (relations.length === 0) return [withNotice(state, whyNone(state, screen)), []];
  if (rowAt(screen, screen.cursor.row) === null) return [withNotice(state, 'There is no record here.'), []];
  const choices = relations.map((relation): Choice => ({
    type: 'follow',
    relation,
    title: relationName(relation),
    aside: choiceText(relation),
  }));
  const name = modelOf(state, screen.spec)?.name ?? sourceName(source);
  const overlay = {
    type: 'list' as const,
    title: `Follow from ${name}`,
    line: emptyLine,
    choices,
    cursor: 0,
  };
  return [{ ...state, overlay }, []];
}

function whyNone(state: State, { spec, label }: RowsScreen): string {
  const { source } = spec;
  if (source.type === 'model') return `${label} has no associations to follow.`;
  if (source.type === 'sql') return 'A result of SQL has no associations to follow.';
  return tableNamed(state, source) === undefined
    ? 'The keys of this table are not read yet.'
    : `${label} has no foreign keys and none refers to it.`;
}

function choiceText(relation: Relation): string {
  return relation.type === 'association'
    ? `${relation.association.type} ${relation.association.target}`
    : `${relationText(relation)}${relation.target === null ? '' : `  ${relationKind(relation)}`}`;
}

/** Follows a relation from the record under the cursor. */
export function followFromCursor(state: State, screen: RowsScreen, relation: Relation): Step {
  return followRelation(state, screen.spec.source, relation, (column) =>
    valueOf(screen, screen.cursor.row, column),
  );
}
