/**
 * A schema as a Mermaid entity relationship diagram. Its grammar (mermaid, packages/mermaid/src/diagrams/er/parser/erDiagram.jison) has
 * no escapes: what a name may not hold is written with a look-alike, and a column's true name then stands in its comment.
 */
import type { Cardinality, GraphColumn, GraphEdge, SchemaGraph } from '../../schema/graph/graph.ts';
import { edgeLabel, keyMarks, shortType, shownColumns, type ShownColumns } from './diagram-columns.ts';

/** A line drawn through is a foreign key; a dotted one is said by associations alone. */
export function mermaidText(graph: SchemaGraph, shown: ShownColumns): string {
  const names = distinctNames(graph.nodes.map(({ id }) => id));
  const entities = graph.nodes.map((node) => {
    const columns = shownColumns(node, shown).map(columnLine);
    const head = `  ${names.get(node.id) ?? '""'}`;
    return columns.length === 0 ? head : [`${head} {`, ...columns, '  }'].join('\n');
  });
  const relations = graph.edges.map((edge) => relationLine(edge, names));
  return `${['erDiagram', ...entities, ...relations].join('\n')}\n`;
}

function columnLine(column: GraphColumn): string {
  const name = word(column.name);
  const marks = keyMarks(column).join(', ');
  const notes = [
    ...(name === column.name ? [] : [column.name]),
    ...(column.comment === null ? [] : [column.comment]),
  ];
  const comment = notes.length === 0 ? '' : ` ${quoted(notes.join(': '))}`;
  return `    ${word(shortType(column.type))} ${name}${marks === '' ? '' : ` ${marks}`}${comment}`;
}

function relationLine(edge: GraphEdge, names: ReadonlyMap<string, string>): string {
  const { from, to, foreignKey, kind } = edge;
  const line = foreignKey !== null || kind === 'many-to-many' ? '--' : '..';
  const ends = `${leftEnd(to.cardinality)}${line}${rightEnd(from.cardinality)}`;
  return `  ${names.get(to.node) ?? '""'} ${ends} ${names.get(from.node) ?? '""'} : ${quoted(edgeLabel(edge))}`;
}

function leftEnd({ least, most }: Cardinality): string {
  return `${most === 1 ? '|' : '}'}${least === 1 ? '|' : 'o'}`;
}

function rightEnd({ least, most }: Cardinality): string {
  return `${least === 1 ? '|' : 'o'}${most === 1 ? '|' : '{'}`;
}

/** Quoted, and no two the same. */
function distinctNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const id of ids) {
    const base = plain(id);
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base} ${number}`;
    taken.add(name);
    names.set(id, `"${name}"`);
  }
  return names;
}

/** One word as types and names of columns are, that does not begin as a mark of a key does. */
function word(text: string): string {
  const clean = text.replace(/[^A-Za-z0-9_\-[\]()\u00c0-\uffff]+|[\p{Cc}\p{Cf}\p{Cs}\p{Z}]+/gu, '_');
  return /^(?:[pfu]k(?!\w)|[^A-Za-z\u00c0-\uffff])/i.test(clean) || clean === '' ? `_${clean}` : clean;
}

function quoted(text: string): string {
  return `"${plain(text)}"`;
}

/** What no quoted text may hold, as what looks most like it. */
function plain(text: string): string {
  const line = text.replaceAll('"', '\u2019\u2019').replaceAll('\\', '\u2216').replaceAll('%', '\u2052');
  const clean = line
    .replaceAll('<', '\u2039')
    .replaceAll('>', '\u203a')
    .replaceAll(';', ',')
    .replaceAll('#', '\u266f')
    .replaceAll('~', '\u223c');
  const safe = clean.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  // The grammar looks for a direction anywhere in a line.
  return safe === '' ? '_' : safe.replace(/(direction)\s+(?=TB|BT|RL|LR)/gi, '$1-');
}
