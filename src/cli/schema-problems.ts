/** What is missing of a schema that only models or only the database could be asked for. */
import type { ErrorReport } from '../errors.ts';
import { reportText } from '../output/diagnostics.ts';
import type { Invocation } from './command.ts';

interface SchemaProblems {
  readonly modelProblem: ErrorReport | null;
  readonly tableProblem: ErrorReport | null;
}

/** As warnings: the other half is shown all the same. */
export async function noteProblems(
  { modelProblem, tableProblem }: SchemaProblems,
  { notes }: Pick<Invocation, 'notes'>,
): Promise<void> {
  for (const problem of [modelProblem, tableProblem]) {
    if (problem !== null) await notes.write(reportText(problem, notes.style, 'warning'));
  }
}
