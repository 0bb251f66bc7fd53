/**
 * What could be typed next in a filter: names, operators that suit them, values where they are known. The names come from plain
 * descriptions; which ones is found by following the path that is typed already.
 */
import { completionPlace, type CompletionPlace, type Wanted } from './completion-place.ts';
import { filterTypeOf, type FilterType } from './filter-field.ts';
import { nameText, valueText } from './write-word.ts';

export interface FilterCandidate {
  /** As it is written, quotes and all. */
  readonly text: string;
  /** A few words of what it is. */
  readonly aside: string;
}

export interface FilterCompletion {
  /** A candidate takes the place of the text between: UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
  /** Best first; empty where nothing is known to follow. */
  readonly candidates: readonly FilterCandidate[];
}

export interface CompletionField {
  readonly name: string;
  readonly column: string;
  /** By any of its names. */
  readonly typeName: string;
  readonly enumValues: readonly string[] | null;
}

/** What can be named of the rows at one step of a path. */
export interface CompletionNames {
  readonly fields: readonly CompletionField[];
  readonly associations: readonly { readonly name: string; readonly aside: string }[];
  /** Of the rows that an association leads to; null where it leads nowhere. */
  readonly follow: (name: string) => Promise<CompletionNames | null>;
}

/** More than anybody reads through. */
const maximumCandidates = 200;

/** Never rejects for what the text is. `cursor` is an UTF-16 offset of `text`. */
export async function completeFilter(
  text: string,
  cursor: number,
  names: CompletionNames,
): Promise<FilterCompletion> {
  const place = completionPlace(text, Math.max(0, Math.min(cursor, text.length)));
  if (place === null) return { from: cursor, to: cursor, candidates: [] };
  const { from, to } = place;
  const all = await candidatesFor(place.wanted, names, place.isQuoted);
  return { from, to, candidates: matching(all, place).slice(0, maximumCandidates) };
}

/** A candidate and the text by which it is found. */
type Known = FilterCandidate & { readonly name: string };

async function candidatesFor(
  wanted: Wanted,
  root: CompletionNames,
  isQuoted: boolean,
): Promise<readonly Known[]> {
  switch (wanted.type) {
    case 'name': {
      const end = await endOf(wanted.path, root, true);
      if (end?.type !== 'rows') return [];
      return [...nameCandidates(end.names), ...(wanted.isStart ? [word('not', 'the opposite')] : [])];
    }
    case 'operator': {
      const end = await endOf(wanted.path, root, false);
      return isQuoted || end === null ? [] : operatorCandidates(end, wanted.canClose);
    }
    case 'words':
      return isQuoted ? [] : wanted.words.map((text) => word(text, asides.get(text) ?? ''));
    case 'value': {
      const end = await endOf(wanted.path, root, false);
      if (end?.type !== 'field') return [];
      const none = wanted.canBeNull && !isQuoted ? [word('null', 'without a value')] : [];
      return [...valueCandidates(end), ...none];
    }
    case 'joint':
      return isQuoted ? [] : joints(wanted.canClose);
  }
}

/** What a path leads to. */
type End =
  | { readonly type: 'rows'; readonly names: CompletionNames; readonly isAlone: boolean }
  | {
      readonly type: 'field';
      readonly filterType: FilterType;
      readonly enumValues: readonly string[] | null;
    };

/** `isFollowed`: a name comes after the last one, so that it cannot be a plain field. */
async function endOf(
  path: readonly string[],
  names: CompletionNames,
  isFollowed: boolean,
  isAlone = true,
): Promise<End | null> {
  const [name, ...rest] = path;
  if (name === undefined) return { type: 'rows', names, isAlone };
  const field =
    names.fields.find((candidate) => candidate.name === name) ??
    (rest.length === 0 ? names.fields.find(({ column }) => column === name) : undefined);
  const leads = field === undefined || rest.length > 0 || isFollowed;
  const target = leads ? await names.follow(name) : null;
  if (target !== null) return endOf(rest, target, isFollowed, false);
  if (field === undefined) return null;
  const type = field.enumValues === null ? filterTypeOf(field.typeName) : 'enum';
  if (rest.length === 0) return { type: 'field', filterType: type, enumValues: field.enumValues };
  return type === 'json' ? { type: 'field', filterType: 'json-path', enumValues: null } : null;
}

function nameCandidates({ fields, associations }: CompletionNames): readonly Known[] {
  return [
    ...fields.map(({ name, typeName }) => ({ name, text: nameText(name), aside: typeName.toLowerCase() })),
    ...associations.map(({ name, aside }) => ({ name, text: `${nameText(name)}.`, aside })),
  ];
}

const asides: ReadonlyMap<string, string> = new Map([
  ['=', 'equal'],
  ['!=', 'not equal'],
  ['<', 'less'],
  ['<=', 'less or equal'],
  ['>', 'more'],
  ['>=', 'more or equal'],
  ['~', 'like, in any case: % any text, _ one character'],
  ['!~', 'not like'],
  ['in', 'one of (…, …)'],
  ['not in', 'none of (…, …)'],
  ['between', 'from … and …'],
  ['is null', 'without a value'],
  ['is not null', 'with a value'],
  ['null', 'without a value'],
  ['not null', 'with a value'],
]);

const order = ['<', '<=', '>', '>=', 'between'];
const text = ['~', '!~'];
const lists = ['in', 'not in'];
const equality = ['=', '!='];

function operatorsOf(type: FilterType): readonly string[] {
  switch (type) {
    case 'text':
      return [...equality, ...text, ...lists, ...order];
    case 'number':
    case 'day':
    case 'other':
      return [...equality, ...order, ...lists, ...text];
    case 'instant':
      return ['>', '<', '>=', '<=', 'between', ...equality];
    case 'uuid':
    case 'enum':
      return [...equality, ...lists, ...text];
    case 'boolean':
      return equality;
    case 'json-path':
      return [...equality, ...text, ...lists, ...order];
    case 'array':
      return [...equality, ...lists, ...text];
    case 'json':
      return text;
    case 'binary':
      return [];
  }
}

function operatorCandidates(end: End, canClose: boolean): readonly Known[] {
  if (end.type === 'rows') {
    if (end.isAlone) return [];
    return [
      word('is null', 'has none'),
      word('is not null', 'has some'),
      word('(', 'a condition on one of them'),
    ];
  }
  const own = [...operatorsOf(end.filterType), 'is null', 'is not null'];
  const alone = end.filterType === 'boolean' || end.filterType === 'json-path' ? joints(canClose) : [];
  return [...alone, ...own.map((operator) => word(operator, asides.get(operator) ?? ''))];
}

const ages = [
  ['1h', 'an hour ago'],
  ['1d', 'a day ago'],
  ['7d', 'seven days ago'],
  ['1mo', 'a month ago'],
  ['1y', 'a year ago'],
] as const;

function valueCandidates(end: Extract<End, { type: 'field' }>): readonly Known[] {
  switch (end.filterType) {
    case 'enum':
      return (end.enumValues ?? []).map((value) => ({ name: value, text: valueText(value), aside: '' }));
    case 'boolean':
      return [word('true', ''), word('false', '')];
    case 'instant':
    case 'day':
      return ages
        .filter(([age]) => end.filterType === 'instant' || age !== '1h')
        .map(([age, aside]) => word(age, aside));
    case 'text':
    case 'number':
    case 'uuid':
    case 'json':
    case 'json-path':
    case 'array':
    case 'binary':
    case 'other':
      return [];
  }
}

function joints(canClose: boolean): readonly Known[] {
  return [word('and', 'both'), word('or', 'either'), ...(canClose ? [word(')', 'ends the brackets')] : [])];
}

function word(name: string, aside: string): Known {
  return { name, text: name, aside };
}

/**
 * Those that begin with what is typed, then those of which a later word does (`inPrint`, `team_name`), else those that hold it
 * anywhere; none when there is nothing but what is there already.
 */
function matching(all: readonly Known[], { typed }: CompletionPlace): readonly FilterCandidate[] {
  const wanted = typed.toLowerCase();
  const begins = (name: string): boolean => name.toLowerCase().startsWith(wanted);
  const beginning = all.filter(({ name }) => begins(name));
  const within = all.filter(({ name }) => !begins(name) && wordsOf(name).some(begins));
  const near = [...beginning, ...within];
  const found = near.length > 0 ? near : all.filter(({ name }) => name.toLowerCase().includes(wanted));
  const [only] = found;
  if (found.length === 1 && only?.text === typed) return [];
  return found.map(({ text: written, aside }) => ({ text: written, aside }));
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[^\p{L}\p{N}]+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u);
}
