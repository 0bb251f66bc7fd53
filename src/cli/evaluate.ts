/** `repl -e` and `run`: code evaluated in this process, for scripts. stdout has what it came to, or what it wrote. */
import { resolve } from 'node:path';
import { exitCodes } from '../errors.ts';
import type { Evaluation, EvaluationRequest, ToldLine } from '../evaluation/evaluation.ts';
import { failureText, valueText } from '../output/evaluation-text.ts';
import { toldText } from '../output/part-text.ts';
import { reviewText } from '../output/sandbox-text.ts';
import type { Invocation, Output } from './command.ts';
import { usageError } from './usage-errors.ts';
import { readAll } from './read-all.ts';
import { readScript } from './read-script.ts';

/** The value of the code, on `out`: as text, or as JSON. Without `-e` the code is read from standard input. */
export async function evaluateExpression(invocation: Invocation): Promise<number> {
  const { options, input, signal } = invocation;
  const code = options.text('eval') ?? (await readAll(input, signal));
  if (code.trim() === '') {
    throw usageError(
      'missing-argument',
      'There is no code to evaluate.',
      'repl',
      'Give it with `-e CODE`, or on standard input.',
    );
  }
  const evaluation = await evaluateHere(invocation, { code, id: 1 });
  if (evaluation.status !== 'done') return endedWith(evaluation, invocation);
  const { out } = invocation;
  if (options.flag('json')) await out.write(`${evaluation.json ?? 'null'}\n`);
  else if (evaluation.value.type === 'table' || !evaluation.value.isUndefined) {
    await out.write(valueText(evaluation.value, out.style, 'table'));
  }
  return exitCodes.ok;
}

/** The script writes its own output; with `--json` its last value is what stdout has. */
export async function runScriptFile(invocation: Invocation): Promise<number> {
  const [path = '', ...argv] = invocation.arguments;
  const file = resolve(path);
  const remedy = 'Name a file that is there, relative to the working directory.';
  const code = await readScript(file, { shown: path, what: 'script', remedy });
  const evaluation = await evaluateHere(invocation, { code, id: 1, file, argv });
  if (evaluation.status !== 'done') return endedWith(evaluation, invocation);
  if (invocation.options.flag('json')) await invocation.out.write(`${evaluation.json ?? 'null'}\n`);
  return exitCodes.ok;
}

async function evaluateHere(
  invocation: Invocation,
  request: EvaluationRequest,
): Promise<Exclude<Evaluation, { status: 'incomplete' }>> {
  const { options, signal, out, notes } = invocation;
  const withJson = options.flag('json');
  const onTold = (lines: readonly ToldLine[]): void => {
    for (const line of lines) {
      // With --json stdout is one document; otherwise what is written with console.log is data.
      const output: Output = line.stream === 'out' && !withJson ? out : notes;
      void output.write(toldText([line], output.style.hasColor));
    }
  };
  const session = await invocation.openSession();
  if (options.flag('sandbox')) await session.sandbox('open');
  const evaluation = await session.evaluate({ ...request, withJson }, { signal, onTold });
  if (options.flag('sandbox')) {
    const { review } = await session.sandbox('review');
    if (review !== null) await notes.write(reviewText(review));
    await session.sandbox('rollback');
  }
  if (evaluation.status !== 'incomplete') return evaluation;
  throw usageError(
    'incomplete-code',
    'The code ends in the middle of something.',
    'repl',
    'Close what is open.',
  );
}

async function endedWith(
  evaluation: Extract<Evaluation, { status: 'failed' | 'interrupted' }>,
  { notes }: Invocation,
): Promise<number> {
  if (evaluation.status === 'interrupted') {
    await notes.write('interrupted\n');
    return exitCodes.interrupted;
  }
  await notes.write(failureText(evaluation.report, notes.style));
  const { kind } = evaluation.report;
  return exitCodes[kind === 'bug' ? 'failed' : kind];
}
