/** Changes as the text of a migration, in the project's own manner: `up` and `down`, each in one transaction. Pure. */
import { backwards, type Change, forwards } from '../change.ts';
import type { EnumState } from '../schema-state.ts';
import { changeCode, impliedEnums } from './change-code.ts';
import type { CodeTerms } from './column-code.ts';
import { print } from './javascript.ts';
import type { MigrationManner } from './migration-manner.ts';

/** `enums` are all that a column of a change may have: the models' and the database's. */
export function migrationText(
  changes: readonly Change[],
  enums: { readonly up: readonly EnumState[]; readonly down: readonly EnumState[] },
  manner: MigrationManner,
): string {
  const types = manner.module === 'commonjs' && manner.parameter === null ? 'Sequelize' : 'DataTypes';
  const isNested = manner.exports === 'default';
  const up = bodyOf(forwards(changes), { types, enums: enums.up }, isNested);
  const down = bodyOf(backwards(changes), { types, enums: enums.down }, isNested);
  const functions = { up: functionText('up', up, manner), down: functionText('down', down, manner) };
  const head = importsOf(`${up}${down}`, manner);
  if (manner.exports === 'named') return `${head}${functions.up}\n\n${functions.down}\n`;
  const opening = manner.module === 'commonjs' ? 'module.exports = {' : 'export default {';
  return `${head}${opening}\n${functions.up},\n\n${functions.down},\n};\n`;
}

function bodyOf(changes: readonly Change[], terms: CodeTerms, isNested: boolean): string {
  const indent = isNested ? 6 : 4;
  const implied = new Set(impliedEnums(changes, terms.enums).map(enumKey));
  return changes
    .filter((change) => change.type !== 'create-enum' || !implied.has(enumKey(change.enum)))
    .map((change) =>
      changeCode(change, terms)
        .map((code) => `${' '.repeat(indent)}await ${print(code, indent, 7)};\n`)
        .join(''),
    )
    .join('');
}

function enumKey({ schema, name }: EnumState): string {
  return JSON.stringify([schema, name]);
}

function functionText(name: 'up' | 'down', body: string, manner: MigrationManner): string {
  const { module, parameter, exports } = manner;
  const indent = exports === 'default' ? '  ' : '';
  const isTyped = module === 'typescript';
  const keyword = exports === 'default' ? 'async ' : 'export async function ';
  const takesSequelize = parameter === null && module !== 'typescript' && /\bSequelize\./.test(body);
  const own =
    parameter === null
      ? `queryInterface${isTyped ? ': QueryInterface' : takesSequelize ? ', Sequelize' : ''}`
      : `${parameter}${isTyped ? `: ${parameter.includes('context') ? '{ context: QueryInterface }' : '{ queryInterface: QueryInterface }'}` : ''}`;
  return [
    `${indent}${keyword}${name}(${own})${isTyped ? ': Promise<void>' : ''} {`,
    `${indent}  await queryInterface.sequelize.transaction(async (transaction) => {`,
    `${body}${indent}  });`,
    `${indent}}`,
  ].join('\n');
}

/** The types are imported where they do not come as an argument. */
function importsOf(body: string, { module, parameter }: MigrationManner): string {
  const names = [
    ...(/\bDataTypes\./.test(body) ? ['DataTypes'] : []),
    ...(module === 'typescript' ? ['QueryInterface'] : []),
    ...(/\bSequelize\./.test(body) && (module === 'typescript' || parameter !== null) ? ['Sequelize'] : []),
  ];
  const imported = names.length === 0 ? '' : `{ ${names.join(', ')} }`;
  if (module === 'commonjs') {
    const required = imported === '' ? '' : `const ${imported} = require('sequelize');\n\n`;
    return `'use strict';\n\n${required}/** @type {import('sequelize-cli').Migration} */\n`;
  }
  return imported === '' ? '' : `import ${imported} from 'sequelize';\n\n`;
}
