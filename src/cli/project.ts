/** `project`: what was found, and why each thing was chosen. Connects to nothing. */
import { exitCodes } from '../errors.ts';
import type { Invocation } from './command.ts';
import { writeJson, writeListing } from './rows-output.ts';

export async function showProject(invocation: Invocation): Promise<number> {
  const session = await invocation.openSession();
  const project = await session.project();
  if (invocation.options.flag('json')) {
    await writeJson(project, invocation);
    return exitCodes.ok;
  }
  await writeListing(
    ['what', 'chosen', 'why'],
    project.choices.map((choice) => [choice.what, choice.value ?? '(none)', choice.why]),
    invocation,
  );
  return exitCodes.ok;
}
