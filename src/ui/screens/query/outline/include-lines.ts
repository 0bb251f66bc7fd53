/** The includes in the outline: a tree of associations, each with what can be said of it once it is included. */
import type { IncludeUse } from '../../../../queries/query-spec.ts';
import type { AssociationSummary } from '../../../../schema/description.ts';
import type { State } from '../../../state.ts';
import { includeAt, includesAt, includesText } from '../parts/includes.ts';
import { fieldsAt, modelAt } from '../parts/models.ts';
import type { IncludePath, QueryScreen } from '../state.ts';
import { lineId, outlineLine, type OutlineLine } from './outline-line.ts';
import { attributeLines, filterLine, softDeletedLine } from './part-lines.ts';

/** `devices` and below, for one model; deeper ones appear as what is above them is opened. */
export function includeLines(
  state: State,
  screen: Pick<QueryScreen, 'spec' | 'open'>,
  path: IncludePath,
  depth: number,
): readonly OutlineLine[] {
  const { spec, open } = screen;
  const associations = modelAt(state, spec, path)?.associations ?? [];
  const used = includesAt(spec, path);
  const id = lineId(path, 'includes');
  const isOpen = open.has(id);
  if (depth > 0 && associations.length === 0) return [];
  const heading = outlineLine({
    id,
    label: 'includes',
    part: { type: 'includes', path },
    depth,
    fold: associations.length === 0 ? null : isOpen ? 'open' : 'closed',
    text: used.length === 0 ? 'none' : includesText(used),
    tone: depth === 0 ? 'part' : used.length === 0 ? 'quiet' : 'set',
    verb: 'open or close',
  });
  if (!isOpen) return [heading];
  return [
    heading,
    ...associations.flatMap((each) => associationLines(state, screen, [...path, each.name], each, depth + 1)),
  ];
}

function associationLines(
  state: State,
  screen: Pick<QueryScreen, 'spec' | 'open'>,
  path: IncludePath,
  { name, type, target }: AssociationSummary,
  depth: number,
): readonly OutlineLine[] {
  const { spec, open } = screen;
  const include = includeAt(spec, path);
  const id = lineId(path, 'include');
  const isOpen = include !== null && open.has(id);
  const line = outlineLine({
    id,
    label: name,
    part: { type: 'include', path },
    depth,
    fold: include === null ? null : isOpen ? 'open' : 'closed',
    isChecked: include !== null,
    text: include === null ? '' : includesText([include]).slice(name.length).trim(),
    aside: `${type} ${target}`,
    tone: include === null ? 'quiet' : 'set',
    verb: include === null ? 'include it' : 'leave it out',
  });
  if (include === null || !isOpen) return [line];
  const place = { path, depth: depth + 1, open };
  const fields = fieldsAt(state, spec, path);
  const all = fields.map((field) => field.name);
  return [
    line,
    filterLine(place, include.filter),
    choiceLine(path, depth + 1, 'required', requiredText(include)),
    ...(type === 'hasMany' ? [choiceLine(path, depth + 1, 'separate', separateText(include))] : []),
    ...attributeLines(place, { fields, columns: include.columns, shown: include.columns ?? all }),
    ...(modelAt(state, spec, path)?.isParanoid === true
      ? [softDeletedLine(place, include.softDeleted === 'shown')]
      : []),
    ...includeLines(state, screen, path, depth + 1),
  ];
}

function choiceLine(
  path: IncludePath,
  depth: number,
  type: 'required' | 'separate',
  { text, isSet }: { readonly text: string; readonly isSet: boolean },
): OutlineLine {
  return outlineLine({
    id: lineId(path, type),
    label: type,
    part: { type, path },
    depth,
    text,
    tone: isSet ? 'set' : 'quiet',
    verb: 'yes, no, or as Sequelize has it',
  });
}

/** Left to Sequelize a filter makes an include required: Model._conformIncludes and _validateIncludedElements in model.js. */
function requiredText({ required, filter }: IncludeUse): { readonly text: string; readonly isSet: boolean } {
  if (required === null) {
    return { text: filter === '' ? 'auto: no' : 'auto: yes, by its filter', isSet: false };
  }
  return { text: required ? 'yes: only rows that have one' : 'no: rows without one stay', isSet: true };
}

function separateText({ isSeparate }: IncludeUse): { readonly text: string; readonly isSet: boolean } {
  if (isSeparate === null) return { text: 'auto: joined', isSet: false };
  return { text: isSeparate ? 'yes: a statement of its own' : 'no: joined', isSet: true };
}
