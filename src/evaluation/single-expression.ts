/** Whether typed code is one expression and nothing else: then its value is all that it did. */
import type { Program } from 'acorn';

export function isSingleExpression({ body }: Program): boolean {
  return body.length === 1 && body[0]?.type === 'ExpressionStatement';
}
