/** What ties two models, in words: which association says it, by which columns, how many rows each has of the other. */
import type { Cardinality, GraphEdge, GraphEnd } from '../../../schema/graph/graph.ts';
import { estimateText } from '../../sidebar/items.ts';
import type { Neighbour, Side, Tie } from './neighbours.ts';
import { fittingParts } from './tile-names.ts';

/** The second line of a roomy box: by which name one gets there, and how many rows there are, which is left out where it has no room. */
export function tieNote({ node, ties }: Neighbour, side: Side, width: number): string {
  const names = ties.map((tie) => nameOf(tie, side));
  const rows = estimateText(node.rowEstimate);
  return fittingParts(
    [[...new Set(names)].join(', '), rows].filter((part) => part !== ''),
    width,
  );
}

/** The association that leads from the near end to the far one; the columns of the key where no model knows of it. */
function nameOf({ edge, near, far }: Tie, side: Side): string {
  const own = edge.associations.find(({ source }) => source === near.node);
  return own?.name ?? (side === 'left' ? near : far).columns.join(', ');
}

const words: Readonly<Record<string, string>> = {
  '0many': 'any number of',
  '1many': 'one or more',
  '01': 'at most one',
  '11': 'exactly one',
};

/** `each User has any number of Post`: how many of `of` there are for one of the other end. */
function countText(one: GraphEnd, of: GraphEnd): string {
  return `each ${one.node} has ${words[cardinalityKey(of.cardinality)] ?? 'any number of'} ${of.node}`;
}

function cardinalityKey({ least, most }: Cardinality): string {
  return `${String(least)}${String(most)}`;
}

/** Two lines for each tie: the keys and how many there are, then who says so. */
export function tieLines({ edge, near, far }: Tie): readonly string[] {
  const counts =
    near.node === far.node
      ? countText(edge.from, edge.to)
      : `${countText(near, far)}, ${countText(far, near)}`;
  return [`${keysText(edge)}: ${counts}.`, `${saidText(edge)} · ${ruleText(edge)}`];
}

function keysText({ kind, from, to, through }: GraphEdge): string {
  if (kind === 'many-to-many') return `${from.node} and ${to.node} through ${through ?? '?'}`;
  return `${columnsText(from)} → ${columnsText(to)}`;
}

function columnsText({ node, columns }: GraphEnd): string {
  return columns.length === 1 ? `${node}.${columns[0] ?? ''}` : `${node} (${columns.join(', ')})`;
}

function saidText({ associations }: GraphEdge): string {
  if (associations.length === 0) return 'no model says so';
  return associations
    .map(({ source, name, type, by }) => {
      const part = by === undefined ? '' : ` by ${by.from.join(', ')}`;
      return `${source} ${type} ${name}${part}`;
    })
    .join(', ');
}

function ruleText({ kind, foreignKey }: GraphEdge): string {
  if (kind === 'many-to-many') return 'by the keys of the join table';
  if (foreignKey === null) return 'no foreign key in the database';
  return `on delete ${foreignKey.onDelete.toLowerCase()}, on update ${foreignKey.onUpdate.toLowerCase()}`;
}
