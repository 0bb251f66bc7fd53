import { describe, expect, it } from 'vitest';
import { parseAttributes } from '../../../src/journal/generate/attributes.ts';

const types = ['STRING', 'TEXT', 'INTEGER', 'ENUM', 'ARRAY'];

function parsed(text: string): readonly string[] {
  return parseAttributes(text, types).map(({ name, type }) => `${name} ${type('Sequelize')}`);
}

describe('attributes', () => {
  it.each([
    ['a:string', ['a Sequelize.STRING']],
    ['a:string,b:TEXT', ['a Sequelize.STRING', 'b Sequelize.TEXT']],
    ['a:string, b:text c:integer', ['a Sequelize.STRING', 'b Sequelize.TEXT', 'c Sequelize.INTEGER']],
    ['a:array:string', ['a Sequelize.ARRAY(Sequelize.STRING)']],
    ['a:enum:{x, y z},b:text', ["a Sequelize.ENUM('x', 'y z')", 'b Sequelize.TEXT']],
  ])('read %j', (text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it.each([
    ['a:strnig', 'The attribute "a:strnig" has the unknown type "strnig".', 'Did you mean "string"?'],
    ['a', 'The attribute "a" is not understood.', 'Write attributes as in'],
    ['a:string:text', 'The attribute "a:string:text" is not understood.', 'Write attributes as in'],
    ['a:enum:{}', 'The attribute "a:enum:{}" has the unknown type "{}".', 'Write attributes as in'],
    ['', 'There is no attribute in `--attributes`.', 'Write attributes as in'],
  ])('refuse %j with the way out', (text, message, remedy) => {
    expect(() => parsed(text)).toThrow(
      expect.objectContaining({
        code: 'attribute-invalid',
        message,
        remedy: expect.stringContaining(remedy) as string,
      }),
    );
  });
});
