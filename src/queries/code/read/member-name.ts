/** Names in pasted code, as far as they are written out. */
import type { Expression } from 'acorn';

/** The last name of `a.b.c`; null where it is computed. */
export function memberName(node: Expression): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ChainExpression') return memberName(node.expression);
  if (node.type !== 'MemberExpression') return null;
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : null;
  const { property } = node;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null;
}
