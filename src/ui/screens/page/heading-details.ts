/** What is told of a heading: of the first one what the model is as a whole, of a section how it is read. */
import { stopOf } from '../tour/stops.ts';
import type { Subject } from './page-model.ts';
import { told, type PageDetail, type SectionId } from './page-row.ts';

export function headingDetails(subject: Subject, section: SectionId): readonly PageDetail[] {
  return section === 'about' ? wholeOf(subject) : legends[section];
}

/** In a paragraph, and where attributes and columns do not say the same. */
function wholeOf({ schema, node, model, table, fields }: Subject): readonly PageDetail[] {
  const differing = fields.filter(
    ({ attribute, column, isInTable, differences }) =>
      attribute === null || (column !== null && isInTable === false) || differences.length > 0,
  );
  const names = differing.map(({ attribute, column }) => attribute ?? column ?? '');
  const isBoth = model !== null && table !== null;
  return [
    told('', stopOf(schema, node.id)?.summary ?? ''),
    told('', isBoth && names.length > 0 ? `Model and database differ in ${names.join(', ')}.` : ''),
  ];
}

const legends: Readonly<Record<Exclude<SectionId, 'about'>, readonly PageDetail[]>> = {
  attributes: [
    told('PK FK UQ', 'primary key, refers to another table, unique by itself'),
    told('a ⇄ b', 'an attribute and its column, or both types, where they are not the same'),
    told('=', 'what a row has there where nothing is given'),
    told('→', 'what it refers to: ⏎ opens that page'),
  ],
  associations: [
    told('>─┼', 'belongs to one'),
    told('┼─┼', 'has one'),
    told('┼─<', 'has many'),
    told('>─<', 'has many through a join table'),
    told('⏎', 'opens the page at the other end'),
  ],
  references: [
    told(
      '',
      'Foreign keys of other tables that lead here, whether a model knows of them or not. ⏎ opens the table.',
    ),
  ],
  indexes: [told('', 'With the size of each, and how often it was scanned since the server began to count.')],
  constraints: [told('', 'What the database refuses, whoever writes.')],
  scopes: [told('', 'What each adds to a query, in SQL; a function of values is seen once they are given.')],
  validations: [told('', 'Asked by Sequelize before a row is saved; the database knows nothing of them.')],
  hooks: [told('', 'Called by Sequelize at these moments; SQL written by hand passes them by.')],
  triggers: [told('', 'Called by the database, whoever writes.')],
  security: [told('', 'Which rows a role may see and write.')],
  partitions: [told('', 'The tables that hold its rows, each with its bound.')],
};
