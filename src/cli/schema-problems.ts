/** What is missing of a schema that only models or only the database could be asked for. */
import type { ErrorReport } from '../errors.ts';
import { reportText } from '../output/diagnostics.ts';
import type { Session } from '../session.ts';
import type { Invocation } from './command.ts';

interface SchemaProblems {
  readonly modelProblem: ErrorReport | null;
  readonly tableProblem: ErrorReport | null;
}

/** As warnings: the other half is shown all the same. Models that did not load are told too: what is shown is not the whole. */
export async function noteProblems(
  { modelProblem, tableProblem }: SchemaProblems,
  session: Session,
  { notes }: Pick<Invocation, 'notes'>,
): Promise<void> {
  for (const problem of [modelProblem, tableProblem]) {
    if (problem !== null) await notes.write(reportText(problem, notes.style, 'warning'));
  }
  if (modelProblem === null) await noteMissingModels(session, { notes });
}

/** Models and associations that the project has and could not be loaded. */
export async function noteMissingModels(
  session: Session,
  { notes }: Pick<Invocation, 'notes'>,
): Promise<void> {
  const { problems } = await session.models().catch(() => ({ problems: [] }));
  for (const problem of problems) {
    if (problem.severity === 'error') await notes.write(reportText(problem, notes.style, 'warning'));
  }
}
