/** Findings that a project has agreed to live with, by id, in a file of its repository. Pure: text in, text out. */
import { ConsoleError } from '../../errors.ts';
import { isRecord } from '../../project/modules/module-values.ts';
import type { CheckFinding } from './finding.ts';

/** Where it is looked for below the project's root, unless another is named. */
export const baselineName = 'seqscope-doctor-baseline.json';

export interface BaselineEntry {
  readonly id: string;
  readonly title: string;
}

/** The ids in it; `path` is for the error. Throws `baseline-invalid` for what is no such file. */
export function parseBaseline(text: string, path: string): readonly string[] {
  return entriesIn(text, path).map(({ id }) => id);
}

/** Those of checks that were not made this time: nobody knows whether they are mended. */
export function keptEntries(text: string, path: string, made: readonly string[]): readonly BaselineEntry[] {
  return entriesIn(text, path).filter(({ id }) => !made.includes(checkOf(id)));
}

function entriesIn(text: string, path: string): readonly BaselineEntry[] {
  const content = parsed(text);
  const list: unknown = isRecord(content) ? content.findings : undefined;
  const entries = (Array.isArray(list) ? list : [null]).map(entryOf);
  if (entries.every((entry) => entry !== null)) return entries;
  throw new ConsoleError(`"${path}" is no baseline of the doctor.`, {
    code: 'baseline-invalid',
    kind: 'usage',
    remedy: 'Write it anew with `seqscope doctor --write-baseline`.',
    details: { file: path },
  });
}

function entryOf(value: unknown): BaselineEntry | null {
  if (!isRecord(value) || typeof value.id !== 'string') return null;
  return { id: value.id, title: typeof value.title === 'string' ? value.title : '' };
}

/** Ids begin with the check's. */
function checkOf(id: string): string {
  return id.split(':')[0] ?? '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** One finding a line, by id, so that two branches that each add one can be merged. */
export function baselineText(findings: readonly BaselineEntry[]): string {
  const lines = findings
    .map(({ id, title }) => ({ id, title }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((entry) => `    ${JSON.stringify(entry)}`);
  return lines.length === 0
    ? '{\n  "version": 1,\n  "findings": []\n}\n'
    : `{\n  "version": 1,\n  "findings": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** Entries of checks that were made and found nothing there any more. */
export function staleEntries(
  ids: readonly string[],
  findings: readonly CheckFinding[],
  checks: readonly string[],
): readonly string[] {
  const found = new Set(findings.map(({ id }) => id));
  return ids.filter((id) => !found.has(id) && checks.includes(checkOf(id)));
}
