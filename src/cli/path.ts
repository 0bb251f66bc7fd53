/** `path`: how one model leads to another, as code and as SQL. */
import { exitCodes } from '../errors.ts';
import { pathsText } from '../output/diagrams/path-text.ts';
import type { Invocation } from './command.ts';
import { writeJson } from './rows-output.ts';
import { noteProblems } from './schema-problems.ts';

/** Fails where there is no path. */
export async function showPaths(invocation: Invocation): Promise<number> {
  const { options, notes, out, signal } = invocation;
  const [from = '', to = ''] = invocation.arguments;
  const session = await invocation.openSession();
  const number = options.integer('number');
  const limit = options.flag('all') ? null : (number ?? undefined);
  const found = await session.paths({ from, to, limit }, { signal });
  if (options.flag('json')) await writeJson(found, invocation);
  else await out.write(pathsText(found, out.style));
  await noteProblems(found, session, invocation);
  if (found.paths.length > 0 && !found.isByAssociations) {
    await notes.write(
      'No association leads there: these paths go by foreign keys, which `include` cannot.\n',
    );
  }
  if (found.hasMore && !options.flag('json')) {
    await notes.write(
      limit === null
        ? 'There are more than are shown.\n'
        : 'There are more paths: -n 30 shows thirty, --all every one.\n',
    );
  }
  return found.paths.length === 0 ? exitCodes.failed : exitCodes.ok;
}
