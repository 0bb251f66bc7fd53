/** Which columns tell the rows of a node apart. */
import type { GraphNode } from './graph.ts';

/** Whether no two rows have the same values there. */
export function isUniqueWithin(node: GraphNode, columns: readonly string[]): boolean {
  const primaryKey = node.columns.filter(({ isPrimaryKey }) => isPrimaryKey).map(({ name }) => name);
  const alone = node.columns.filter(({ isUnique }) => isUnique).map(({ name }) => [name]);
  const unique = node.indexes.filter(({ isUnique }) => isUnique).map((index) => index.columns);
  return [primaryKey, ...alone, ...unique].some(
    (key) => key.length > 0 && key.every((column) => columns.includes(column)),
  );
}
