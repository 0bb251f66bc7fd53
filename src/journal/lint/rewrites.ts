/** Code for rewrites: calls of the query interface as people write them. */
import type { TableName } from './sql/operation.ts';

export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** The first argument of most calls. */
export function tableArgument({ schema, name }: TableName): string {
  return schema === null || schema === 'public'
    ? quote(name)
    : `{ schema: ${quote(schema)}, tableName: ${quote(name)} }`;
}

/** `"shop"."orders"`, for raw SQL. */
export function sqlName({ schema, name }: TableName): string {
  return schema === null ? `"${name}"` : `"${schema}"."${name}"`;
}

export function listArgument(names: readonly string[]): string {
  return `[${names.map(quote).join(', ')}]`;
}

/** A whole migration that runs without a transaction. */
export function withoutTransaction(up: readonly string[], down: readonly string[]): string {
  return [
    'module.exports = {',
    '  transaction: false, // CONCURRENTLY cannot run inside one',
    '  async up(queryInterface) {',
    ...up.map((line) => `    ${line}`),
    '  },',
    '  async down(queryInterface) {',
    ...down.map((line) => `    ${line}`),
    '  },',
    '};',
  ].join('\n');
}

/** `await queryInterface.sequelize.query('…');` */
export function sqlCall(sql: string): string {
  const text = sql.includes("'") ? `\`${sql.replaceAll('`', '\\`')}\`` : `'${sql}'`;
  return `await queryInterface.sequelize.query(${text});`;
}
