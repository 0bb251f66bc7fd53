/** One way from a record to others: an association of its model, or a foreign key that the catalog tells. */
import type { AssociationSummary } from '../../../schema/description.ts';
import type { TableLink } from './table-links.ts';

export type Relation =
  | { readonly type: 'association'; readonly model: string; readonly association: AssociationSummary }
  | {
      readonly type: 'link';
      readonly link: TableLink;
      /** The model that reads the other end; null where its table is read itself. */
      readonly target: string | null;
      readonly name: string;
    };
