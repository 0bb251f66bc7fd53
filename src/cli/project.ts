/** `project`: what was found, and why each thing was chosen. Connects to nothing. */
import { exitCodes } from '../errors.ts';
import { reportText } from '../output/diagnostics.ts';
import type { Session } from '../session.ts';
import type { Invocation } from './command.ts';
import { writeJson, writeListing } from './rows-output.ts';

export async function showProject(invocation: Invocation): Promise<number> {
  const session = await invocation.openSession();
  if (invocation.options.flag('json')) return printInspection(session, invocation);
  const project = await session.project();
  await writeListing(
    ['what', 'chosen', 'why'],
    project.choices.map((choice) => [choice.what, choice.value ?? '(none)', choice.why]),
    invocation,
  );
  return exitCodes.ok;
}

/** The JSON is printed whatever is wrong; an error among the problems decides the exit code, as it does elsewhere. */
async function printInspection(session: Session, invocation: Invocation): Promise<number> {
  const { notes } = invocation;
  const inspection = await session.inspectProject();
  await writeJson(inspection, invocation);
  for (const problem of inspection.problems) {
    await notes.write(reportText(problem, notes.style, problem.severity));
  }
  const worst = inspection.problems.find(({ severity }) => severity === 'error');
  return worst === undefined ? exitCodes.ok : exitCodes[worst.kind];
}
