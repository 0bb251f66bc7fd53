/** Which migrations made a table; a project without migrations has none that did. */
import type { TableOrigin } from '../journal/origin/table-origin.ts';
import type { CallOptions } from '../session-shapes.ts';
import type { SessionParts } from './parts.ts';

export async function tableOrigin(
  parts: SessionParts,
  schema: string,
  table: string,
  { signal }: CallOptions = {},
): Promise<TableOrigin> {
  const { readTableOrigin } = await import('../journal/origin/read-origin.ts');
  return readTableOrigin(await parts.project.get(), { schema, name: table }, signal);
}
