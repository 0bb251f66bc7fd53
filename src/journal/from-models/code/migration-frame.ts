/** What stands around the statements of a migration, in the project's own manner: module, functions, imports, a transaction. Pure. */
import type { MigrationManner } from './migration-manner.ts';

/** Statements, each line indented and ended. */
export interface MigrationBodies {
  readonly up: string;
  readonly down: string;
}

/** The columns that a statement of `up` and `down` is indented by; in a transaction two more. */
export function bodyIndent({ exports }: MigrationManner): number {
  return exports === 'default' ? 4 : 2;
}

/** What the types of Sequelize are taken from. */
export function typesPrefix({ module, parameter }: MigrationManner): 'Sequelize' | 'DataTypes' {
  return module === 'commonjs' && parameter === null ? 'Sequelize' : 'DataTypes';
}

/** Statements that each hand on `{ transaction }`. */
export function inTransaction(statements: string, manner: MigrationManner): string {
  const start = ' '.repeat(bodyIndent(manner));
  return `${start}await queryInterface.sequelize.transaction(async (transaction) => {\n${statements}${start}});\n`;
}

/** `comment` stands above, lines with their slashes; '' for none. */
export function migrationFrame(
  { up, down }: MigrationBodies,
  manner: MigrationManner,
  comment: readonly string[] = [],
): string {
  const functions = { up: functionText('up', up, manner), down: functionText('down', down, manner) };
  const head = headOf(`${up}${down}`, comment, manner);
  if (manner.exports === 'named') return `${head}${functions.up}\n\n${functions.down}\n`;
  const opening = manner.module === 'commonjs' ? 'module.exports = {' : 'export default {';
  return `${head}${opening}\n${functions.up},\n\n${functions.down},\n};\n`;
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
  return `${indent}${keyword}${name}(${own})${isTyped ? ': Promise<void>' : ''} {\n${body}${indent}}`;
}

/** The types are imported where they do not come as an argument. */
function headOf(body: string, comment: readonly string[], { module, parameter }: MigrationManner): string {
  const names = [
    ...(/\bDataTypes\./.test(body) ? ['DataTypes'] : []),
    ...(module === 'typescript' ? ['QueryInterface'] : []),
    ...(/\bSequelize\./.test(body) && (module === 'typescript' || parameter !== null) ? ['Sequelize'] : []),
  ];
  const imported = names.length === 0 ? '' : `{ ${names.join(', ')} }`;
  const said = comment.length === 0 ? '' : `${comment.join('\n')}\n\n`;
  if (module === 'commonjs') {
    const required = imported === '' ? '' : `const ${imported} = require('sequelize');\n\n`;
    return `'use strict';\n\n${required}${said}/** @type {import('sequelize-cli').Migration} */\n`;
  }
  return `${imported === '' ? '' : `import ${imported} from 'sequelize';\n\n`}${said}`;
}
