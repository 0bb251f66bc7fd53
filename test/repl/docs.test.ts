import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dotCommands } from '../../src/session.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../docs/repl.md'), 'utf8');

describe('the documentation of the REPL', () => {
  it.each(dotCommands)('has .$name as the table of commands has it', ({ name, argument, summary }) => {
    const taken =
      argument === null ? '' : argument.isOptional ? ` [${argument.name}]` : ` <${argument.name}>`;
    const row = page.split('\n').find((line) => line.startsWith(`| \`.${name}${taken}\``));
    expect(row?.split('|')[2]?.trim()).toBe(summary);
  });
});
