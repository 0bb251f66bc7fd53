/** The parts of a page: sections of rows, each row in cells that stand under those of the others. */
import type { FieldDescription } from '../../../schema/description.ts';

export type Tone = 'plain' | 'muted' | 'strong' | 'warning' | 'keyword' | 'good';

export interface PageCell {
  readonly text: string;
  readonly tone: Tone;
  /** Stands for the text where the columns of its section have not enough room. */
  readonly short: string;
}

/** A paragraph; empty texts are left out. */
export interface PageDetail {
  /** Stands before it, under those of the others; empty for none. */
  readonly label: string;
  readonly text: string;
}

export interface PageRow {
  /** Unique on its page. */
  readonly id: string;
  readonly cells: readonly PageCell[];
  /** The node whose page it leads to; null for none. */
  readonly target: string | null;
  /** What is said of it below or beside. */
  readonly details: readonly PageDetail[];
  /** The column or attribute it is about. */
  readonly field: FieldDescription | null;
}

export const sectionIds = [
  'about',
  'attributes',
  'associations',
  'references',
  'indexes',
  'constraints',
  'scopes',
  'validations',
  'hooks',
  'triggers',
  'security',
  'partitions',
] as const;
export type SectionId = (typeof sectionIds)[number];

export interface PageSection {
  readonly id: SectionId;
  readonly title: string;
  readonly rows: readonly PageRow[];
}

export function cell(text: string, tone: Tone = 'plain', short = text): PageCell {
  return { text, tone, short };
}

/** A row that leads nowhere and is about no column; what is said of it has no labels. */
export function factRow(id: string, cells: readonly PageCell[], texts: readonly string[] = []): PageRow {
  return { id, cells, target: null, details: texts.map((text) => told('', text)), field: null };
}

export function told(label: string, text: string): PageDetail {
  return { label, text };
}
