/** `--explain` and `--analyze`, as `query` and `sql` have them, and what they print. */
import type { ExplainRequest } from '../queries/explain/plan.ts';
import { exitCodes } from '../errors.ts';
import type { Session } from '../session.ts';
import type { Invocation, OptionRow, OptionValues } from './command.ts';
import { chosenFormat, writeData, writeJson } from './rows-output.ts';

/** `conflicts` are further options of the command that make no sense with a plan. */
export function explainOptions(conflicts: readonly string[]): readonly OptionRow[] {
  return [
    { name: 'explain', kind: 'flag', summary: 'print the plan, run nothing', conflicts: [...conflicts] },
    {
      name: 'analyze',
      kind: 'flag',
      summary: 'run it, roll back what it wrote, and print the plan with times',
      conflicts: [...conflicts],
    },
  ];
}

export function wantsPlan(options: OptionValues): boolean {
  return options.flag('explain') || options.flag('analyze');
}

/** The tree on `out`, or the plan as one JSON document. Whoever types `--analyze` agrees that the statement runs. */
export async function writePlan(
  session: Session,
  request: ExplainRequest,
  invocation: Invocation,
): Promise<number> {
  const { options, out, signal } = invocation;
  const analyze = options.flag('analyze');
  const explanation = await session.explain({ ...request, analyze, mayWrite: analyze }, { signal });
  if (chosenFormat(options) === 'json') {
    await writeJson(explanation, invocation);
  } else {
    const { planText } = await import('../output/plan-text.ts');
    await writeData(planText(explanation, out.style.width), out);
  }
  return exitCodes.ok;
}
