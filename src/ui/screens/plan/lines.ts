/** The nodes of a plan that are not folded away, a line each, and how many lines the screen has for them. Pure. */
import type { PlanNode } from '../../../queries/explain/plan.ts';
import { rememberLast } from '../../paint/remember-last.ts';

export interface PlanLine {
  readonly node: PlanNode;
  /** What is drawn before its label. */
  readonly branch: string;
  /** The line of the node above; -1 for the top. */
  readonly parent: number;
  /** Null where there is nothing to fold. */
  readonly isOpen: boolean | null;
}

/** Made once for what is open: moving the cursor costs nothing. */
export const planLines = rememberLast((plan: PlanNode, closed: ReadonlySet<number>): readonly PlanLine[] => {
  const lines: PlanLine[] = [];
  const add = (node: PlanNode, branch: string, below: string, parent: number): void => {
    const hasChildren = node.children.length > 0;
    const isOpen = hasChildren ? !closed.has(node.id) : null;
    const own = lines.length;
    lines.push({ node, branch, parent, isOpen });
    if (isOpen !== true) return;
    node.children.forEach((child, index) => {
      const isLast = index === node.children.length - 1;
      add(child, `${below}${isLast ? '└ ' : '├ '}`, `${below}${isLast ? '  ' : '│ '}`, own);
    });
  };
  add(plan, '', '', -1);
  return lines;
});

/** The line of the whole, the line of heads, and the rule over the details. */
const linesAround = 3;

/** What the tree and the details of one node share of a screen of `height` lines. */
export function planHeights(height: number): { readonly tree: number; readonly details: number } {
  const room = Math.max(2, height - linesAround);
  const details = Math.min(10, Math.floor(room / 3));
  return { tree: room - details, details };
}
