/** What is said below the boxes: of a box beside the middle what ties the two, of the middle what it is. Pure. */
import { counted } from '../../../output/measures.ts';
import { sanitiseLine } from '../../../output/sanitise.ts';
import type { SchemaGraph } from '../../../schema/graph/graph.ts';
import { nodeNamed, surroundings, type Neighbour, type Tie } from './neighbours.ts';
import type { Scene } from './scene.ts';
import type { GraphScreen } from './state.ts';
import type { Tile } from './tile.ts';
import { tieLines } from './tie-words.ts';

export interface DetailLine {
  readonly text: string;
  readonly tone: 'plain' | 'muted' | 'warning';
}

export interface Details {
  readonly title: string;
  /** Where that has no room. */
  readonly shortTitle: string;
  readonly lines: readonly DetailLine[];
}

export function detailsOf(scene: Scene, { cursor }: GraphScreen, graph: SchemaGraph): Details {
  const { node, around } = scene;
  if (cursor.side === 'centre') {
    const own = around.own.flatMap(tieDetail);
    return { ...titled(node.id), lines: [{ text: aboutNode(scene), tone: 'plain' }, ...own] };
  }
  const beside = around[cursor.side].find((neighbour) => neighbour.node.id === cursor.near);
  if (beside === undefined) return { ...titled(node.id), lines: [] };
  if (cursor.far === null) return tiesOf(beside, node.id);
  const from = surroundings(graph, cursor.near);
  const further = [...from.left, ...from.right].filter((neighbour) => neighbour.node.id === cursor.far);
  return {
    ...titled(cursor.far, cursor.near),
    lines: further.flatMap(({ ties }) => ties).flatMap(tieDetail),
  };
}

function tiesOf({ node, ties }: Neighbour, centre: string): Details {
  return { ...titled(node.id, centre), lines: ties.flatMap(tieDetail) };
}

export function detailsOfTile(tile: Tile | undefined): Details {
  const texts = tile?.details ?? [];
  const lines = texts.map((text) => ({ text: sanitiseLine(text), tone: 'plain' as const }));
  return { ...titled(tile?.title ?? ''), lines };
}

/** Of two that are tied the one that the line leads to is worth more. */
export function titled(id: string, from?: string): Omit<Details, 'lines'> {
  return { title: from === undefined ? id : `${from} — ${id}`, shortTitle: id };
}

function tieDetail(tie: Tie): readonly DetailLine[] {
  const [first = '', second = ''] = tieLines(tie);
  return [
    { text: sanitiseLine(first), tone: 'plain' },
    { text: sanitiseLine(second), tone: 'muted' },
  ];
}

function aboutNode({ node, around }: Pick<Scene, 'node' | 'around'>): string {
  const { left, right } = around;
  const comment = node.comment === null || node.comment === '' ? [] : [node.comment];
  const unknown = node.isMissing ? 'not in the database' : 'the database was not asked';
  const kind = node.kind === null ? unknown : node.kind.replace('-', ' ');
  const parts = [
    node.model === null ? `${kind} without a model` : kind,
    counted(node.columns.length, 'column'),
    `refers to ${String(left.length)}`,
    `${String(right.length)} ${right.length === 1 ? 'refers' : 'refer'} to it`,
    ...(node.isJoinTable ? ['a join table'] : []),
    ...comment,
  ];
  return sanitiseLine(parts.join(' · '));
}

/** What a node is in a line, wherever it stands. */
export function nodeLine(graph: SchemaGraph, id: string): string {
  const node = nodeNamed(graph, id);
  if (node === null) return '';
  const around = surroundings(graph, id);
  return aboutNode({ node, around });
}
