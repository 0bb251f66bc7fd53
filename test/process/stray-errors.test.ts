import { describe, expect, test } from 'vitest';
import { runSeqscope } from '../cli/run-seqscope.ts';
import { temporaryProject } from '../project/support/temporary-project.ts';

const files = {
  'package.json': '{ "name": "shop", "dependencies": { "sequelize": "6" } }',
  'config/config.json': '{ "development": { "dialect": "postgres", "database": "shop", "username": "u" } }',
  'models/shop.js':
    "module.exports = (sequelize, DataTypes) => sequelize.define('Shop', { name: DataTypes.STRING });\n",
};

/** Behind the command's back: typed code that is over lets this happen while it is waited for. */
const later = (act: string): string =>
  `setTimeout(() => { ${act} }, 5); await new Promise((r) => setTimeout(r, 200)); 7`;

describe('what a project does behind a command', () => {
  const evaluate = (code: string) =>
    runSeqscope(['repl', '-e', code], { directory: temporaryProject(files, ['sequelize', 'pg']) });

  test('an error that nothing caught is a warning, and the command ends as it would', async () => {
    const ran = await evaluate(later("throw new Error('a client is away')"));
    expect(ran).toMatchObject({ exitCode: 0, stdout: '7\n' });
    expect(ran.stderr).toBe('warning: the project threw an error that nothing caught: a client is away\n');
  });

  test('a rejection said over and over is said once', async () => {
    const again = "for (let n = 0; n < 3; n++) Promise.reject(new Error('no answer'))";
    const ran = await evaluate(later(again));
    expect(ran.stderr.match(/no answer/g)).toHaveLength(1);
  });

  test('a process.exit is a failure, whatever code it gave', async () => {
    const ran = await evaluate(later('process.exit(0)'));
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toContain('error: The process ended (exit code 0) before the command was done.');
    expect(ran.stderr).toContain('node --trace-exit');
  });
});
