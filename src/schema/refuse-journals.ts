/** A journal's own table is no part of the graph: who asks for it there is told why, and not that there is none. */
import { ConsoleError } from '../errors.ts';
import type { SchemaDescription } from './description.ts';
import type { GraphNode } from './graph/graph.ts';

/** Throws `journal-not-related` for a name, with or without its schema, that only a journal has. */
export function refuseJournals(
  names: readonly string[],
  { journals }: Pick<SchemaDescription, 'journals'>,
  { nodes }: { readonly nodes: readonly Pick<GraphNode, 'id' | 'table'>[] },
): void {
  for (const name of names) {
    const wanted = name.toLowerCase();
    const isNamed = (...candidates: readonly string[]): boolean =>
      candidates.some((candidate) => candidate.toLowerCase() === wanted);
    if (nodes.some(({ id, table }) => isNamed(id, table))) continue;
    const journal = journals.find((one) => isNamed(one.name, `${one.schema}.${one.name}`));
    if (journal === undefined) continue;
    throw new ConsoleError(
      `"${name}" records what was migrated or seeded: it is related to nothing, and in no diagram.`,
      {
        code: 'journal-not-related',
        kind: 'usage',
        remedy: `See its columns with \`seqscope describe ${journal.schema}.${journal.name}\`, what it records with \`seqscope status\`.`,
      },
    );
  }
}
