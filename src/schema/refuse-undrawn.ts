/** Tables that are no part of the graph, a journal's and an extension's own: who asks for one there is told why, and not that there is none. */
import { ConsoleError } from '../errors.ts';
import type { SchemaDescription, TableDescription } from './description.ts';
import type { GraphNode } from './graph/graph.ts';

/** Throws `journal-not-related` or `extension-not-related` for a name, with or without its schema, that only such a table has. */
export function refuseUndrawn(
  names: readonly string[],
  { journals, tables }: Pick<SchemaDescription, 'journals' | 'tables'>,
  { nodes }: { readonly nodes: readonly Pick<GraphNode, 'id' | 'table'>[] },
): void {
  for (const name of names) {
    const wanted = name.toLowerCase();
    const isNamed = (...candidates: readonly string[]): boolean =>
      candidates.some((candidate) => candidate.toLowerCase() === wanted);
    if (nodes.some(({ id, table }) => isNamed(id, table))) continue;
    const isWanted = (one: Pick<TableDescription, 'schema' | 'name'>): boolean =>
      isNamed(one.name, `${one.schema}.${one.name}`);
    const journal = journals.find(isWanted);
    if (journal !== undefined)
      throw new ConsoleError(
        `"${name}" records what was migrated or seeded: it is related to nothing, and in no diagram.`,
        {
          code: 'journal-not-related',
          kind: 'usage',
          remedy: `See its columns with \`seqscope describe ${journal.schema}.${journal.name}\`, what it records with \`seqscope status\`.`,
        },
      );
    const table = tables.find((one) => one.extension !== null && isWanted(one));
    if (table !== undefined)
      throw new ConsoleError(
        `"${name}" came with the extension ${table.extension ?? ''}: nothing of the application refers to it, and it is in no diagram.`,
        {
          code: 'extension-not-related',
          kind: 'usage',
          remedy: `See its columns with \`seqscope describe ${table.schema}.${table.name}\`.`,
        },
      );
  }
}
