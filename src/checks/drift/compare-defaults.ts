/** What a column is given where nobody says it: a default, a number, an expression. Pure. */
import { absent, type Aspect, claim } from './aspect.ts';
import { altering, claimsOf, type ColumnSide, nameOf, type TableSides } from './column-sides.ts';
import { generatedWords, numberingWords, withoutOwnCast } from './column-words.ts';
import { labelsOf } from './side-schema.ts';

/**
 * Defaults, numbering and generation. A model that gives no default does not contradict one where Sequelize fills the column in, or
 * where the column numbers its rows.
 */
export function defaultAspect({ place, isFilled }: TableSides, there: readonly ColumnSide[]): Aspect {
  const others = there.filter(({ schema }) => schema.side !== 'models').map(({ column }) => column);
  const claims = claimsOf(there, ({ schema, column }) => {
    const numbered = numberingWords(schema, place, column);
    const initial = column.default === null || isNull(column.default) ? null : column.default;
    if (schema.side === 'models') {
      const isSilent = initial === null && column.numbering === null;
      if (others.some(({ generated }) => generated !== null)) return null;
      if (isSilent && (isFilled(column.name) || others.some(({ numbering }) => numbering !== null)))
        return null;
    }
    if (column.generated !== null) return claim(generatedWords(column.generated));
    if (numbered !== null) return claim(numbered.said, 'numbered', numbered.exact);
    if (initial === null) return absent;
    const words = withoutOwnCast(schema, column);
    return { ...claim(initial, words), words };
  });
  const type =
    there.find(({ schema }) => schema.side !== 'models')?.column.type ?? there[0]?.column.type ?? 'text';
  const isEnum = there.some(({ schema, column }) => labelsOf(schema, column) !== null);
  return {
    subject: 'default',
    ...place,
    name: nameOf(there),
    claims,
    question: {
      type: 'default',
      column: nameOf(there),
      columnType: isEnum ? type.replace(/^.*?((?:\[\])*)$/, 'text$1') : type,
    },
    sql(from, to) {
      const isGenerated = there.some(({ column }) => column.generated !== null);
      if (isGenerated) return null;
      return altering(place, there, (own, { default: initial, numbering, drawn }) => ({
        ...own,
        default: initial,
        numbering,
        drawn,
      }))(from, to);
    },
  };
}

/** What the server writes of a constant that is null (ruleutils.c, get_const_expr): as good as no default. */
function isNull(words: string): boolean {
  return /^NULL::(?:[\w ]|"(?:[^"]|"")+"|\.)+(?:\(\d+(?:,\d+)?\))?(?:\[\])*$/.test(words);
}
