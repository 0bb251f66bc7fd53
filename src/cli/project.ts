/** `project`: what was found, why each thing was chosen, and what is wrong. Connects to nothing. */
import { exitCodes } from '../errors.ts';
import { reportText } from '../output/diagnostics.ts';
import { counted } from '../output/measures.ts';
import { sanitiseText } from '../output/sanitise.ts';
import type { ProjectCounts, ProjectInspection } from '../session-shapes.ts';
import type { Invocation } from './command.ts';
import { writeJson, writeListing } from './rows-output.ts';

/** It is printed whatever is wrong; an error among the problems decides the exit code, as it does elsewhere. */
export async function showProject(invocation: Invocation): Promise<number> {
  const { notes } = invocation;
  const session = await invocation.openSession();
  const inspection = await session.inspectProject();
  if (invocation.options.flag('json')) await writeJson(inspection, invocation);
  else await writeChoices(inspection, invocation);
  for (const problem of inspection.problems) {
    const severity = problem.isNotice === true ? 'notice' : problem.severity;
    await notes.write(reportText(problem, notes.style, severity));
  }
  const worst = inspection.problems.find(({ severity }) => severity === 'error');
  return worst === undefined ? exitCodes.ok : exitCodes[worst.kind];
}

async function writeChoices({ choices, counts }: ProjectInspection, invocation: Invocation): Promise<void> {
  if (choices.length > 0) {
    await writeListing(
      ['what', 'chosen', 'why'],
      choices.map((choice) => [choice.what, choice.value ?? '(none)', choice.why]),
      invocation,
    );
  }
  for (const { what, value, alternatives = [] } of choices) {
    if (alternatives.length === 0) continue;
    const list = alternatives.map((other) => `"${other.value}" (${other.why})`).join(', ');
    await invocation.notes.write(sanitiseText(`${what} "${value ?? ''}" rather than ${list}\n`));
  }
  const text = countsText(counts);
  if (text !== '') await invocation.notes.write(`${text}\n`);
}

/** What could not be counted is left out. */
function countsText(counts: ProjectCounts): string {
  const nouns = [
    [counts.models, 'model'],
    [counts.associations, 'association'],
    [counts.scopes, 'scope'],
    [counts.migrations, 'migration'],
    [counts.seeders, 'seeder'],
  ] as const;
  return nouns.flatMap(([count, noun]) => (count === null ? [] : [counted(count, noun)])).join(', ');
}
