/** Runs an export into memory. */
import type { Queries } from '../../../src/queries/open-queries.ts';
import type {
  ExportFormat,
  ExportOutcome,
  ExportRequest,
} from '../../../src/queries/export/export-request.ts';
import { specFor, type QuerySpec } from '../../../src/queries/query-spec.ts';

export const allOfModel = (name: string): QuerySpec => specFor({ type: 'model', name }, null);
export const allOfTable = (name: string): QuerySpec =>
  specFor({ type: 'table', schema: 'public', name }, null);

export interface Exported extends ExportOutcome {
  readonly text: string;
}

export async function exported(
  queries: Queries,
  spec: QuerySpec,
  format: ExportFormat,
  more: Partial<ExportRequest> = {},
): Promise<Exported> {
  const parts: Buffer[] = [];
  const outcome = await queries.export(
    { spec, format, isRaw: false, hasHeader: true, ...more },
    async (bytes) => {
      parts.push(Buffer.from(bytes));
    },
  );
  const text = Buffer.concat(parts);
  return { ...outcome, text: text.toString('utf8') };
}
