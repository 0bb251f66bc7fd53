import { describe, expect, it } from 'vitest';
import { runScript } from '../../src/evaluation/run-script.ts';
import { emptyScope } from '../../src/evaluation/scope.ts';
import { parseCode } from '../../src/evaluation/syntax/parse-code.ts';
import { rewriteCode } from '../../src/evaluation/syntax/rewrite-code.ts';

const scope = emptyScope();

interface Ran {
  readonly value: unknown;
  readonly guards: number;
}

async function run(code: string): Promise<Ran> {
  const parsed = await parseCode(code);
  if (parsed.type === 'mistake') throw new SyntaxError(parsed.message);
  let guards = 0;
  const value = await runScript(rewriteCode(parsed.program, parsed.code), {
    scope,
    guard: () => (guards += 1),
    importFrom: (specifier) => import(String(specifier)) as Promise<unknown>,
    filename: 'typed-1',
    sigint: null,
  });
  return { value, guards };
}

describe('rewritten code', () => {
  it.each([
    ['for (let i = 0; i < 3; i++) i', 3],
    ['for (const i of [1, 2]) { i }', 2],
    ['for (const i in { a: 1 }) ;', 1],
    ['let n = 0; while (n < 4) n++', 4],
    ['let k = 0; do k++; while (k < 2)', 2],
    ['for (;;) break', 1],
    ['(() => 1)()', 1],
    ['(function () { "use strict"; return this })()', 1],
    ['[1, 2].map((one) => ({ one }))', 2],
    ['class A { m() { return 1 } }; new A().m()', 1],
    ['(async () => { for await (const i of [1]) i })()', 2],
    ['1 + 1', 0],
  ])('looks for an interruption in every turn and call of %s', async (code, guards) => {
    expect((await run(code)).guards).toBe(guards);
  });

  it.each([
    ['while (false) x\nawait 3', 3],
    ['class B {} await 4', 4],
    ['await 1; (5) // five', 5],
    ['await 1; ((6))', 6],
    ['await 0; a: for (;;) { break a } 7', 7],
    ['if (false) { let q = 1 } else { 8 }', 8],
    ['var { p = 9 } = {}; p', 9],
    ['export const shown = 10; shown', 10],
    ['export default 11; 11', 11],
    ['const f = () => { return () => 12 }; f()()', 12],
    ['await 1; var [g, ...h] = [13, 14]; g', 13],
    ['const s = `${(() => 15)()}`; +s', 15],
    ['switch (1) { case 1: 16 }', 16],
    ['for (var z of [17]); z', 17],
    ['let u\nu = 18\nu', 18],
    ['async function w() { return 19 }\nawait w()', 19],
    ['#!/usr/bin/env node\n20', 20],
  ])('gives the value of %s', async (code, value) => {
    expect((await run(code)).value).toBe(value);
  });

  it('leaves nothing on the global object', async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    await run(
      'var one = 1; let two = 2; function three() {} class Four {} five = 5; await 1; var six; { function seven() {} }',
    );
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
    // A function in a block is one of the global object in sloppy code, in a script as in Node's own REPL.
    expect(added.filter((name) => name !== 'seven')).toEqual([]);
  });

  it('keeps declarations of one script for the next', async () => {
    await run('const kept = 1; function alsoKept() { return kept + 1 }');
    expect((await run('alsoKept()')).value).toBe(2);
    await run('const kept = 5');
    expect((await run('alsoKept()')).value).toBe(6);
  });
});
