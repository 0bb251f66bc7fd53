/** `UserDevice` → `user-device`: lodash's `kebabCase`, by which sequelize-cli names the migration of a model. */

const words =
  /\p{Lu}?\p{Ll}+(?=[^\p{L}\p{N}]|\p{Lu}|$)|\p{Lu}+(?=[^\p{L}\p{N}]|\p{Lu}\p{Ll}|$)|\p{Lu}?[\p{Ll}\p{Lo}]+|\p{Lu}+|\p{N}+/gu;

/** Letters that decompose into no base letter and a mark. */
const unmarked: Readonly<Record<string, string>> = {
  ß: 'ss',
  Æ: 'Ae',
  æ: 'ae',
  Œ: 'Oe',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Ð: 'D',
  ð: 'd',
  Þ: 'Th',
  þ: 'th',
  Ł: 'L',
  ł: 'l',
};

export function kebabCase(text: string): string {
  const plain = text
    .replaceAll(/['\u2019]/g, '')
    .replaceAll(/[ßÆæŒœØøÐðÞþŁł]/g, (letter) => unmarked[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');
  return (plain.match(words) ?? []).map((word) => word.toLowerCase()).join('-');
}
