/** `queries`: the saved queries of the project, each with what it takes. */
import { exitCodes } from '../errors.ts';
import type { SavedParam, SavedQuery } from '../queries/saved-queries/saved-query.ts';
import type { Invocation } from './command.ts';
import { writeJson, writeListing } from './rows-output.ts';

/** A query that cannot be loaded is listed all the same, with why on `notes`; the command fails then. */
export async function listQueries(invocation: Invocation): Promise<number> {
  const { options, notes } = invocation;
  const session = await invocation.openSession();
  const queries = await session.savedQueries();
  if (options.flag('json')) {
    await writeJson(queries, invocation);
  } else if (queries.length === 0) {
    await notes.write('There is no saved query; `seqscope query … --save NAME` makes one.\n');
  } else {
    const rows = queries.map((query) => [
      query.name,
      query.params.map(paramText).join(' '),
      query.description,
    ]);
    await writeListing(['query', 'parameters', 'what it reads'], rows, invocation);
  }
  const broken = queries.filter(({ problem }) => problem !== null);
  for (const query of broken) await notes.write(problemText(query));
  return broken.length === 0 ? exitCodes.ok : exitCodes.failed;
}

function paramText({ name, default: standard }: SavedParam): string {
  return standard === undefined
    ? `${name}=…`
    : `${name}=${typeof standard === 'string' ? standard : JSON.stringify(standard)}`;
}

function problemText({ name, problem }: SavedQuery): string {
  return problem === null ? '' : `${name}: ${problem.message} ${problem.remedy}\n`;
}
