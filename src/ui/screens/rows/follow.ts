/** Offers the associations of the record under the cursor, and follows the chosen one. */
import type { ReadSource } from '../../../queries/query-spec.ts';
import type { ModelSummary } from '../../../schema/description.ts';
import type { Choice } from '../../overlays/state.ts';
import type { State } from '../../state.ts';
import { withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { followAssociation, followLink } from './open.ts';
import { modelOf } from './scopes.ts';
import { linkName, linksOf, linkText, tableNamed, type TableLink } from './table-links.ts';
import { rowAt, valueOf, type RowsScreen } from './state.ts';

type TableSource = ReadSource & { readonly type: 'table' };

/** Opens the list of associations; a model with none says so. */
export function chooseAssociation(state: State, screen: RowsScreen): Step {
  const { source } = screen.spec;
  if (source.type === 'table') return chooseLink(state, screen, source);
  const model = modelOf(state, screen.spec);
  if (model === null || model.associations.length === 0) {
    return [withNotice(state, `${screen.label} has no associations to follow.`), []];
  }
  if (rowAt(screen, screen.cursor.row) === null) return [withNotice(state, 'There is no record here.'), []];
  const overlay = {
    type: 'list' as const,
    title: `Follow from ${model.name}`,
    line: emptyLine,
    choices: associationChoices(model),
    cursor: 0,
  };
  return [{ ...state, overlay }, []];
}

/** A table without a model has its foreign keys, and those of others that refer to it. */
function chooseLink(state: State, screen: RowsScreen, source: TableSource): Step {
  const table = tableNamed(state, source);
  if (table === undefined) return [withNotice(state, 'The keys of this table are not read yet.'), []];
  const links = linksOf(table);
  if (links.length === 0) {
    return [withNotice(state, `${screen.label} has no foreign keys and none refers to it.`), []];
  }
  if (rowAt(screen, screen.cursor.row) === null) return [withNotice(state, 'There is no record here.'), []];
  const choices: readonly Choice[] = links.map((link) => ({
    type: 'follow-link',
    link,
    title: linkName(link, source),
    aside: linkText(link),
  }));
  return [
    {
      ...state,
      overlay: { type: 'list', title: `Follow from ${source.name}`, line: emptyLine, choices, cursor: 0 },
    },
    [],
  ];
}

/** Follows a foreign key from the record under the cursor. */
export function followLinkFromCursor(state: State, screen: RowsScreen, link: TableLink): Step {
  const { source } = screen.spec;
  if (source.type !== 'table') return [state, []];
  return followLink(state, source, link, (column) => valueOf(screen, screen.cursor.row, column));
}

function associationChoices(model: ModelSummary): readonly Choice[] {
  return model.associations.map((association) => ({
    type: 'follow',
    association: association.name,
    title: association.name,
    aside: `${association.type} ${association.target}`,
  }));
}

/** Follows an association by its alias from the record under the cursor. */
export function followFromCursor(state: State, screen: RowsScreen, alias: string): Step {
  const model = modelOf(state, screen.spec);
  const association = model?.associations.find((candidate) => candidate.name === alias);
  if (model === null || association === undefined) return [state, []];
  const value = valueOf(screen, screen.cursor.row, association.sourceKey);
  return followAssociation(state, model.name, association, value);
}
