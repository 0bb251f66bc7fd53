/** `demo` where no console can be opened: the example is prepared, and where it is and how to go on is printed. */
import { exitCodes } from '../errors.ts';
import type { Invocation } from './command.ts';
import { writeJson } from './rows-output.ts';

export async function prepareDemo(invocation: Invocation): Promise<number> {
  const session = await invocation.openSession();
  const { root } = await session.project();
  const database = await session.database();
  if (invocation.options.flag('json')) {
    await writeJson({ project: root, ...database }, invocation);
    return exitCodes.ok;
  }
  const flags = `--project ${shellWord(root)} --embedded`;
  await invocation.out.write(
    [
      `The demo is ready: database ${database.database}, PostgreSQL ${database.serverVersion}.`,
      '',
      'In a terminal, `seqscope demo` opens it in the console. Anywhere:',
      `  seqscope models ${flags}`,
      `  seqscope query User --scope active --limit 5 ${flags}`,
      `  seqscope status ${flags}`,
      '',
    ].join('\n'),
  );
  return exitCodes.ok;
}

/** Quoted for a POSIX shell where it has to be. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
