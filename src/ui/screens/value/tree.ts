/** A structured value as a tree that folds: which lines it has, and what a key on one of them does. Pure. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { cellText, plainText } from '../../../output/cell.ts';
import { isJsonToken, jsonText, tokenText } from '../../../output/json-text.ts';
import type { Value } from '../../../queries/query-spec.ts';
import { rememberLast } from '../../paint/remember-last.ts';

export type TreePath = readonly (string | number)[];

export interface Tree {
  readonly value: Value;
  /** Containers above this depth are open, deeper ones closed, */
  readonly openDepth: number;
  /** except those whose path (as JSON) is in here: they are the other way round. */
  readonly toggled: ReadonlySet<string>;
  /** Line under the cursor. */
  readonly cursor: number;
}

export interface TreeLine {
  readonly path: TreePath;
  readonly value: Value;
  /** Null for what holds nothing to fold. */
  readonly isOpen: boolean | null;
  /** `{3}`, `[12]`, or the value itself. */
  readonly text: string;
  readonly tone: 'container' | 'text' | 'number' | 'null';
}

/** More lines than this do not come open by themselves. */
const linesAtFirst = 200;
const longestText = 1000;

/** Null for a value that has nothing to fold. */
export function treeOf(value: Value): Tree | null {
  if (childrenOf(value) === null) return null;
  const tree: Tree = { value, openDepth: 1, toggled: new Set(), cursor: 0 };
  const deeper = { ...tree, openDepth: 2 };
  return countLines(deeper) <= linesAtFirst ? deeper : tree;
}

function countLines(tree: Tree): number {
  return treeLines(tree).length;
}

/** Every line that is not folded away, from the top. Made once for what is open: moving the cursor costs nothing. */
export function treeLines({ value, openDepth, toggled }: Omit<Tree, 'cursor'>): readonly TreeLine[] {
  return linesOf(value, openDepth, toggled);
}

const linesOf = rememberLast(
  (value: Value, openDepth: number, toggled: Tree['toggled']): readonly TreeLine[] => {
    const lines: TreeLine[] = [];
    const add = (path: TreePath, at: Value): void => {
      const children = childrenOf(at);
      if (children === null || children.length === 0) {
        lines.push({ path, value: at, isOpen: null, text: leafText(at), tone: toneOf(at) });
        return;
      }
      const isToggled = toggled.size > 0 && toggled.has(JSON.stringify(path));
      const isOpen = path.length < openDepth !== isToggled;
      lines.push({ path, value: at, isOpen, text: countText(at, children.length), tone: 'container' });
      if (isOpen) for (const [key, child] of children) add([...path, key], child);
    };
    add([], value);
    return lines;
  },
);

function childrenOf(value: Value): readonly (readonly [string | number, Value])[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (value instanceof Date || value instanceof Uint8Array || isJsonToken(value)) return null;
  // The rest of Value's objects are lists and plain objects.
  return Array.isArray(value)
    ? (value as readonly Value[]).map((child, index) => [index, child] as const)
    : Object.entries(value as Readonly<Record<string, Value>>);
}

function countText(value: Value, count: number): string {
  return Array.isArray(value) ? `[${groupedDigits(count)}]` : `{${groupedDigits(count)}}`;
}

function leafText(value: Value): string {
  if (Array.isArray(value)) return '[]';
  return cellText(value, { kind: 'json', nullText: 'null', maxLength: longestText });
}

function toneOf(value: Value): TreeLine['tone'] {
  if (value === null) return 'null';
  if (isJsonToken(value)) return tokenText(value) === 'null' ? 'null' : 'number';
  return typeof value === 'string' ? 'text' : typeof value === 'object' ? 'container' : 'number';
}

/** Opens or closes the container under the cursor. */
export function toggled(tree: Tree, line: TreeLine): Tree {
  const key = JSON.stringify(line.path);
  const next = new Set(tree.toggled);
  if (!next.delete(key)) next.add(key);
  return { ...tree, toggled: next };
}

/** To the line of what holds the line under the cursor. */
export function toParent(tree: Tree, line: TreeLine): Tree {
  const parent = JSON.stringify(line.path.slice(0, -1));
  const cursor = treeLines(tree).findIndex(({ path }) => JSON.stringify(path) === parent);
  return cursor < 0 ? tree : { ...tree, cursor };
}

/** Opens everything down to a depth and closes what lies deeper; the cursor stays on its line, or on what holds it. */
export function openedTo(tree: Tree, openDepth: number): Tree {
  const under = treeLines(tree)[tree.cursor]?.path ?? [];
  const opened: Tree = { ...tree, openDepth: Math.max(1, openDepth), toggled: new Set() };
  const keys = new Map(treeLines(opened).map(({ path }, index) => [JSON.stringify(path), index]));
  for (let length = under.length; length > 0; length -= 1) {
    const cursor = keys.get(JSON.stringify(under.slice(0, length)));
    if (cursor !== undefined) return { ...opened, cursor };
  }
  return { ...opened, cursor: 0 };
}

/** Containers within containers, at most; 1 for a value that holds none. */
export function depthOf(value: Value): number {
  const children = childrenOf(value);
  if (children === null || children.length === 0) return 0;
  return 1 + children.reduce((deepest, [, child]) => Math.max(deepest, depthOf(child)), 0);
}

/** As the filter bar writes a path: `settings.theme.0`, odd keys in quotes. */
export function pathText(title: string, path: TreePath): string {
  return [title, ...path.map((key) => (/^\w+$/.test(String(key)) ? String(key) : JSON.stringify(key)))].join(
    '.',
  );
}

/** What is copied: text as it is, everything else as JSON. */
export function treeText(value: Value): string {
  return childrenOf(value) === null ? plainText(value, 'text') : jsonText(value, 2);
}
