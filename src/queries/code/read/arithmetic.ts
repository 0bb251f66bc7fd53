/** Numbers that pasted code computes. */
import type { Expression } from 'acorn';
import type { Static } from './static.ts';

/** Arithmetic of numbers, as in `7 * 24 * 60 * 60 * 1000`; null for any other. */
export function computedNumber(
  node: Expression,
  read: (inner: Expression) => Static,
): number | bigint | boolean | null {
  if (node.type === 'UnaryExpression') {
    const { argument, operator } = node;
    const held = read(argument);
    const value = held.type === 'value' ? held.value : null;
    if (operator === '-') return typeof value === 'number' || typeof value === 'bigint' ? -value : null;
    if (operator === '+') return typeof value === 'number' ? value : null;
    return operator === '!' && (typeof value === 'boolean' || typeof value === 'number') ? !value : null;
  }
  if (node.type !== 'BinaryExpression' || node.left.type === 'PrivateIdentifier') return null;
  const [left, right] = [read(node.left), read(node.right)].map((side) =>
    side.type === 'value' ? (side.value instanceof Date ? side.value.getTime() : side.value) : null,
  );
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  switch (node.operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '**':
      return left ** right;
    default:
      return null;
  }
}
