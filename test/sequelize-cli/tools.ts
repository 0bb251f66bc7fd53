/** The two tools as a user starts them: a child process in the project's folder, its streams no terminals. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { binary, cleanEnvironment, packageRoot } from '../cli/run-seqscope.ts';

export type Tool = 'sequelize-cli' | 'seqscope';

export const tools: readonly Tool[] = ['sequelize-cli', 'seqscope'];

const scripts: Readonly<Record<Tool, string>> = {
  'sequelize-cli': resolve(packageRoot, 'node_modules/sequelize-cli/lib/sequelize'),
  seqscope: binary,
};

export interface Run {
  readonly command: string;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `command` is what stands after the tool's name, words apart by blanks, with quotes around what holds one. */
export async function runTool(
  tool: Tool,
  command: string,
  directory: string,
  variables: Readonly<Record<string, string>>,
): Promise<Run> {
  const child = spawn(process.execPath, [scripts[tool], ...wordsOf(command)], {
    cwd: directory,
    env: cleanEnvironment({ NODE_NO_WARNINGS: '1', ...variables }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('close', (exitCode) => settle({ command, exitCode, stdout, stderr }));
  });
}

/** `--name 'add users'` → two words. */
function wordsOf(command: string): readonly string[] {
  const words = command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}
