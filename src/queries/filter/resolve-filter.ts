/**
 * FilterNode → Condition: finds every name, through associations where the path leads through some. What a name leads to is the
 * source's to say, so that models and tables without one share these rules.
 */
import { resolveField, type Condition, type LeafNode } from './condition.ts';
import { filterFieldError } from './filter-field.ts';
import type { FilterNode, FilterOperand } from './filter-node.ts';
import type { FilterSource } from './filter-source.ts';
import type { ReadingPlace } from './read-literal.ts';

/** Each is a subquery in the next; the server plans them all. */
const maximumSteps = 12;

/** Throws a ConsoleError pointing into `place.text` for an unknown name, or a literal or operator that does not suit. */
export function resolveFilter<Link>(
  node: FilterNode,
  source: FilterSource<Link>,
  place: ReadingPlace,
  steps = 0,
): Condition<Link> {
  switch (node.type) {
    case 'and':
    case 'or':
      return { type: node.type, parts: node.nodes.map((part) => resolveFilter(part, source, place, steps)) };
    case 'not':
      return { type: 'not', part: resolveFilter(node.node, source, place, steps) };
    case 'related': {
      const { link, target, rest } = takeStep(node.operand, source, place, steps);
      const inner: FilterNode = rest === null ? node.node : { ...node, operand: rest };
      return { type: 'related', link, part: resolveFilter(inner, target, place, steps + 1) };
    }
    case 'truth':
    case 'is-null':
    case 'compare':
    case 'in':
    case 'between':
      return resolveLeaf(node, source, place, steps);
  }
}

function resolveLeaf<Link>(
  node: LeafNode,
  source: FilterSource<Link>,
  place: ReadingPlace,
  steps: number,
): Condition<Link> {
  const { operand } = node;
  if (source.step(operand, place.text, operand.path.length > 1) === null)
    return resolveField(node, source.findField, place);
  const { link, target, rest } = takeStep(operand, source, place, steps);
  if (rest !== null) {
    return { type: 'related', link, part: resolveLeaf({ ...node, operand: rest }, target, place, steps + 1) };
  }
  const [name] = operand.path;
  if (node.type === 'is-null') {
    const related: Condition<Link> = { type: 'related', link, part: null };
    return node.isNegated ? related : { type: 'not', part: related };
  }
  throw filterFieldError(operand, place.text, {
    code: 'filter-path',
    explanation: `"${name}" leads to other rows, and only an attribute of theirs has a value`,
    remedy: `Name one as in \`${name}.${target.example} …\`, or ask \`${name} is null\` (has none) or \`${name} is not null\`.`,
  });
}

/** Through the association that the operand begins with. Throws when it does not begin with one. */
function takeStep<Link>(
  operand: FilterOperand,
  source: FilterSource<Link>,
  place: ReadingPlace,
  steps: number,
): { readonly link: Link; readonly target: FilterSource<Link>; readonly rest: FilterOperand | null } {
  const [first, second, ...others] = operand.path;
  const [, start = operand.start, ...starts] = operand.starts;
  const step = source.step(operand, place.text, true);
  if (step === null) {
    // An unknown name is told so.
    source.findField({ ...operand, path: [first] }, place.text);
    throw filterFieldError(operand, place.text, {
      code: 'filter-path',
      explanation: `"${first}" is a value, and leads to no other rows`,
      remedy: 'Put a condition in brackets after an association only.',
    });
  }
  if (steps >= maximumSteps) {
    throw filterFieldError(operand, place.text, {
      code: 'filter-path',
      explanation: `this goes through more than ${maximumSteps} associations`,
      remedy: 'Filter a model that is nearer to what you look for.',
    });
  }
  const rest: FilterOperand | null =
    second === undefined
      ? null
      : { path: [second, ...others], starts: [start, ...starts], start, end: operand.end };
  return { ...step, rest };
}
