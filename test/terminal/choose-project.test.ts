import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { binary, runSeqscope } from '../cli/run-seqscope.ts';
import { temporaryProject } from '../project/support/temporary-project.ts';
import { TerminalProcess } from './pty.ts';

const uses = (name: string) => `{ "name": "${name}", "dependencies": { "sequelize": "6" } }`;

function monorepo(): string {
  return temporaryProject({
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/api/package.json': uses('api'),
    'packages/billing/package.json': uses('billing'),
  });
}

function open(words: readonly string[], cwd: string, home: string): TerminalProcess {
  const env = { HOME: home, XDG_CONFIG_HOME: join(home, 'config') };
  const program = new TerminalProcess(process.execPath, [binary, ...words], { cwd, env, columns: 120 });
  onTestFinished(() => program.dispose());
  return program;
}

test('in a terminal a repository with several projects asks which, once', async () => {
  const root = monorepo();
  const home = temporaryProject({});
  const first = open([], root, home);
  await first.until('holds several projects that use Sequelize. Which one?');
  await first.type('\u001b[B', '\r');
  await first.until(join(root, 'packages/billing'));
  await first.type('q');
  await first.waitForExit();
  expect(JSON.parse(readFileSync(join(home, 'config/seqscope/projects.json'), 'utf8'))).toEqual({
    [root]: join(root, 'packages/billing'),
  });

  const second = open(['project'], root, home);
  await second.until('chosen for this repository before');
  // Nothing of it can be loaded: the choice is shown all the same.
  expect((await second.waitForExit()).code).toBe(2);
}, 40_000);

test.each([
  ['Ctrl-C', '\u0003'],
  ['Esc', '\u001b'],
])(
  '%s leaves the question with 130 and the terminal as it was',
  async (_name, key) => {
    const program = open([], monorepo(), temporaryProject({}));
    await program.until('Which one?');
    await program.type(key);
    expect((await program.waitForExit()).code).toBe(130);
    expect(program.emulator.isRestored).toBe(true);
    expect(program.text()).toContain('interrupted');
  },
  40_000,
);

test('a script is not asked: the projects are listed with what to type, exit 2', async () => {
  const { exitCode, stdout, stderr } = await runSeqscope(['models'], { directory: monorepo() });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('holds 2 projects that use Sequelize: "packages/api", "packages/billing".');
  expect(stderr).toContain('`--project packages/api`, `--project packages/billing`');
});
