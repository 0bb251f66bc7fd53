/** A page as lines: the heading of each section that has something to say, and below it, where it is not folded away, its rows. Pure. */
import { rememberLast } from '../../paint/remember-last.ts';
import type { Beside } from './beside.ts';
import { headingDetails } from './heading-details.ts';
import { subjectOf, type Subject } from './page-model.ts';
import type { PageDetail, PageRow, PageSection, SectionId } from './page-row.ts';
import type { SchemaDescription } from '../../../schema/description.ts';
import { aboutSection } from './sections/about.ts';
import { attributesSection } from './sections/attributes.ts';
import { associationsSection, referencesSection } from './sections/relations.ts';
import {
  constraintsSection,
  hooksSection,
  indexesSection,
  partitionsSection,
  securitySection,
  triggersSection,
  validationsSection,
} from './sections/rules.ts';
import { scopesSection } from './sections/scopes.ts';

export type PageLine =
  | {
      readonly type: 'heading';
      readonly section: PageSection;
      readonly isOpen: boolean;
      readonly details: readonly PageDetail[];
    }
  | { readonly type: 'row'; readonly section: PageSection; readonly row: PageRow };

export interface Page {
  readonly subject: Subject;
  readonly lines: readonly PageLine[];
}

/** Null for a node that is not there. Made once for what is open. */
export const pageOf = rememberLast(
  (schema: SchemaDescription, node: string, beside: Beside, closed: ReadonlySet<SectionId>): Page | null => {
    const subject = subjectOf(schema, node);
    if (subject === null) return null;
    const lines = sectionsOf(subject, beside).flatMap((section): readonly PageLine[] => {
      const isOpen = !closed.has(section.id);
      const rows = section.rows.map((row): PageLine => ({ type: 'row', section, row }));
      const details = headingDetails(subject, section.id);
      return [{ type: 'heading', section, isOpen, details }, ...(isOpen ? rows : [])];
    });
    return { subject, lines };
  },
);

function sectionsOf(subject: Subject, beside: Beside): readonly PageSection[] {
  return [
    aboutSection(subject, beside),
    attributesSection(subject, beside),
    associationsSection(subject),
    referencesSection(subject),
    indexesSection(subject),
    constraintsSection(subject),
    scopesSection(subject, beside),
    validationsSection(subject),
    hooksSection(subject),
    triggersSection(subject),
    securitySection(subject),
    partitionsSection(subject),
  ].filter(({ rows }) => rows.length > 0);
}

/** The line of a row by its id; -1 where it is not shown. */
export function lineOfRow({ lines }: Page, id: string): number {
  return lines.findIndex((line) => line.type === 'row' && line.row.id === id);
}

/** The line that says the same, of a page that is made anew; -1 where it is gone. */
export function lineLike(page: Page, line: PageLine): number {
  if (line.type === 'row') return lineOfRow(page, line.row.id);
  return page.lines.findIndex(({ type, section }) => type === 'heading' && section.id === line.section.id);
}
