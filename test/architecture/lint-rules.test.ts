import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');

describe('the linter', () => {
  let linter: ESLint;
  // The first text makes it read the types of the whole repository, which takes its time on a busy machine.
  beforeAll(async () => {
    linter = new ESLint({ cwd: repository });
    await rulesBroken('src/errors.ts', '');
  }, 180_000);

  /** The rules that `text` breaks when it stands in the place of `file`, which exists. */
  async function rulesBroken(file: string, text: string): Promise<readonly string[]> {
    const [result] = await linter.lintText(text, { filePath: resolve(repository, file) });
    return [...new Set(result?.messages.map(({ ruleId, message }) => ruleId ?? message))];
  }

  it.each([
    ['process.exit', 'no-restricted-properties', 'export const leave = (): never => process.exit(1);\n'],
    ['process.env', 'no-restricted-properties', 'export const home = process.env.HOME;\n'],
    [
      'process.env, destructured',
      'no-restricted-properties',
      'const { env } = process;\nexport const home = env;\n',
    ],
    ['globalThis.process', 'no-restricted-properties', 'export const owner = globalThis.process;\n'],
    ['console', 'no-restricted-globals', "console.log('said');\n"],
    [
      'the process module',
      'no-restricted-imports',
      "import { env } from 'node:process';\nexport const e = env;\n",
    ],
    ['a default export', 'no-restricted-exports', 'const one = 1;\nexport default one;\n'],
    ['a barrel', 'no-restricted-syntax', "export * from './errors.ts';\n"],
    ['an enum', 'no-restricted-syntax', 'export enum Colour {\n  Red = 1,\n}\n'],
    ['any', '@typescript-eslint/no-explicit-any', 'export type Anything = any;\n'],
    [
      'a non-null assertion',
      '@typescript-eslint/no-non-null-assertion',
      'export const first = (names: readonly string[]): string => names[0]!;\n',
    ],
    [
      'a switch that misses a case',
      '@typescript-eslint/switch-exhaustiveness-check',
      "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n",
    ],
    [
      'a value import used as a type',
      '@typescript-eslint/consistent-type-imports',
      "import { Session } from './session.ts';\nexport type S = Session;\n",
    ],
    ['a promise nobody waits for', '@typescript-eslint/no-floating-promises', 'Promise.resolve(1);\n'],
  ])('refuses %s in the console', async (_, rule, text) => {
    expect(await rulesBroken('src/errors.ts', text)).toContain(rule);
  });

  it('refuses to be switched off by a comment', async () => {
    const text = '/* eslint-disable */\nexport type Anything = any;\n';
    expect(await rulesBroken('src/errors.ts', text)).toContain('@typescript-eslint/no-explicit-any');
  });

  it.each(['src/main.ts', 'src/host/entry.ts'])('lets %s, a root, use the process', async (file) => {
    expect(await rulesBroken(file, "console.error(process.env['HOME']);\nprocess.exit(1);\n")).toEqual([]);
  });

  it('lets the application read its environment', async () => {
    expect(
      await rulesBroken('src/config/database.ts', "export const name = process.env['DB_NAME'];\n"),
    ).toEqual([]);
  });
});
