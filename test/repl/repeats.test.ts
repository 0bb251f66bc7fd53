/** N+1 reads of evaluated code, named by the built command. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, runSeqscope } from '../cli/run-seqscope.ts';
import { ritualityVariables } from '../support/rituality.ts';
import { ritualityWithFolder } from '../support/rituality-with-folder.ts';

const rituality = ritualityWithFolder();

const options = (input = '') => ({
  variables: ritualityVariables(rituality.database.target),
  directory: packageRoot,
  input,
});

const loop = `const users = await User.findAll({ limit: 6 });
for (const user of users) await user.getDevices();
users.length`;

const named = 'N+1: user_devices was read 6 times by user_id, once a row: include "devices" of User.';

describe('a loop that reads once a row', () => {
  it('is named by `repl -e`, beside the value', async () => {
    const { stdout, stderr, exitCode } = await runSeqscope(['repl', '-e', loop], options());
    expect({ stdout, exitCode }).toEqual({ stdout: '6\n', exitCode: 0 });
    expect(stderr).toContain(named);
  });

  it('is named by `run`, without a word on standard output', async () => {
    const file = join(rituality.folder, 'loop.ts');
    await writeFile(file, `${loop.replace('users.length', '')}console.log('done');\n`);
    const { stdout, stderr, exitCode } = await runSeqscope(['run', file], options());
    expect({ stdout, exitCode }).toEqual({ stdout: 'done\n', exitCode: 0 });
    expect(stderr).toContain(named);
  });

  it('is not named where the association is included', async () => {
    const code = "(await User.findAll({ limit: 6, include: 'devices' })).length";
    const { stdout, stderr } = await runSeqscope(['repl', '-e', code], options());
    expect(stdout).toBe('6\n');
    expect(stderr).not.toContain('N+1');
  });
});
