/**
 * Which columns an index can be searched by, read off its definition as pg_get_indexdef() writes it
 * (utils/adt/ruleutils.c): `CREATE UNIQUE INDEX name ON schema.table USING btree (a, lower(b) DESC) WHERE …`.
 */
import type { IndexDescription } from '../../database/catalog.ts';
import type { GraphIndex } from './graph.ts';

export function graphIndex({ name, definition, isUnique }: IndexDescription): GraphIndex {
  const parts = readDefinition(definition);
  const leading = parts.terms.map(columnOf);
  const end = leading.indexOf(null);
  const columns = leading.slice(0, end === -1 ? leading.length : end).flatMap((column) => column ?? []);
  const isOfColumns = end === -1 && columns.length > 0;
  return {
    name,
    columns: ['btree', 'hash'].includes(parts.method) ? columns : [],
    isUnique: isUnique && isOfColumns && !parts.hasCondition,
    hasCondition: parts.hasCondition,
  };
}

interface IndexParts {
  readonly method: string;
  readonly terms: readonly string[];
  readonly hasCondition: boolean;
}

function readDefinition(definition: string): IndexParts {
  const pieces = [...piecesOf(definition)];
  const using = pieces.findIndex((piece) => piece.text === 'USING' && piece.depth === 0);
  const method = pieces[using + 2]?.text ?? '';
  const opening = pieces.findIndex((piece, index) => index > using && piece.text === '(');
  const closing = pieces.findIndex(
    (piece, index) => index > opening && piece.text === ')' && piece.depth === 0,
  );
  if (using === -1 || opening === -1 || closing === -1) return { method, terms: [], hasCondition: false };
  const terms: string[] = [''];
  for (const { text, depth } of pieces.slice(opening + 1, closing)) {
    if (text === ',' && depth === 1) terms.push('');
    else terms.push((terms.pop() ?? '') + text);
  }
  const hasCondition = pieces.slice(closing).some(({ text, depth }) => text === 'WHERE' && depth === 0);
  return { method, terms: terms.map((term) => term.trim()), hasCondition };
}

/** Words, quoted texts, spaces and signs, each with how many brackets it stands in. */
function* piecesOf(text: string): Generator<{ readonly text: string; readonly depth: number }> {
  let depth = 0;
  for (const [piece] of text.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|[\p{L}\p{N}_$]+|\s+|./gsu)) {
    if (piece === ')') depth -= 1;
    yield { text: piece, depth };
    if (piece === '(') depth += 1;
  }
}

/** Null for an expression: what begins with a bracket, or is called, as `lower(name)` and `public.f(x)` are. */
function columnOf(term: string): string | null {
  const [, quoted, plain] =
    /^(?:"((?:[^"]|"")*)"|([\p{L}_][\p{L}\p{N}_$]*))(?![.(\p{L}\p{N}_$"])/u.exec(term) ?? [];
  return quoted?.replaceAll('""', '"') ?? plain ?? null;
}
