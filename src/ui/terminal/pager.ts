/** Runs the user's pager over a text. The text goes through a pipe: no file of it is left behind. */
import { spawn } from 'node:child_process';

/** What `command` may say is a shell command, as other programs take `$PAGER`. Rejects when it does not start. */
export async function runPager(command: string, text: string): Promise<void> {
  const child = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      resolve();
    });
    // A pager that is quit early reads no further.
    child.stdin.on('error', () => undefined);
    child.stdin.end(text.endsWith('\n') ? text : `${text}\n`);
  });
}
