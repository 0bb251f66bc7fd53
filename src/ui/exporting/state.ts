/** An export in the console: the form it is asked for with, and the one that is under way. */
import type {
  ExportFile,
  ExportFormat,
  ExportProgress,
  ExportRequest,
} from '../../queries/export/export-request.ts';
import type { QuerySpec } from '../../queries/query-spec.ts';
import type { LineInput } from '../terminal/line-input.ts';

export interface ExportForm {
  readonly type: 'export';
  /** What is exported, for people. */
  readonly label: string;
  readonly spec: QuerySpec;
  readonly format: ExportFormat;
  readonly isRaw: boolean;
  /** The file, as it is typed. */
  readonly line: LineInput;
}

export interface RunningExport {
  /** Null while it waits for a connection. */
  readonly requestId: number | null;
  readonly request: ExportRequest & { readonly file: ExportFile };
  /** Null until the first rows are there. */
  readonly progress: ExportProgress | null;
}

/** Over a loss of the connection: nobody will answer the request, and what it wrote is no file of that name yet. */
export function suspendExport(exporting: RunningExport): RunningExport {
  return { ...exporting, requestId: null, progress: null };
}

/** In the order in which the form goes through them. */
export const exportFormats: readonly {
  readonly format: ExportFormat;
  readonly ending: string;
  readonly title: string;
}[] = [
  { format: 'csv', ending: '.csv', title: 'CSV' },
  { format: 'tsv', ending: '.tsv', title: 'TSV (the text format of COPY)' },
  { format: 'json', ending: '.json', title: 'JSON, one array' },
  { format: 'jsonl', ending: '.jsonl', title: 'JSON lines' },
  { format: 'insert', ending: '.sql', title: 'INSERT statements' },
  { format: 'markdown', ending: '.md', title: 'Markdown table' },
];
