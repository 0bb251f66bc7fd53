/** Small readings of the parser's nodes: names, lists of names, constants, and a walk over everything below one. */
import type { Node, RangeVar } from 'libpg-query';
import type { TableName } from './operation.ts';

export function stringOf(node: Node | undefined): string | null {
  return node !== undefined && 'String' in node ? (node.String.sval ?? '') : null;
}

export function stringsOf(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).map(stringOf).filter((name) => name !== null);
}

export function tableOf(relation: RangeVar | undefined): TableName {
  return { schema: relation?.schemaname ?? null, name: relation?.relname ?? '' };
}

/** A name in parts, as DROP has it. */
export function nameOfParts(parts: readonly string[]): TableName {
  return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' };
}

/** Every object below `value`, with the name it has in the one above. */
export function* nodesBelow(value: unknown): Generator<readonly [string, Readonly<Record<string, unknown>>]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'object' || child === null) continue;
    if (!Array.isArray(child)) yield [key, child as Readonly<Record<string, unknown>>];
    yield* nodesBelow(child);
  }
}

/** The string constants below `value`. */
export function constantsBelow(value: unknown): readonly string[] {
  const found: string[] = [];
  for (const [key, node] of nodesBelow(value)) {
    const sval = key === 'A_Const' ? node['sval'] : undefined;
    if (typeof sval === 'object' && sval !== null && 'sval' in sval && typeof sval.sval === 'string') {
      found.push(sval.sval);
    }
  }
  return found;
}

/** The functions called below `value`, last part of the name only. */
export function functionsBelow(value: unknown): readonly string[] {
  const found: string[] = [];
  for (const [key, node] of nodesBelow(value)) {
    if (key !== 'FuncCall' || !Array.isArray(node['funcname'])) continue;
    // The parser's list of name parts.
    found.push(stringsOf(node['funcname'] as Node[]).at(-1) ?? '');
  }
  return found;
}
