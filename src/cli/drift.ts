/** `drift`: where models, database and migrations do not say the same, by table, or as JSON. */
import { readFile } from 'node:fs/promises';
import type { DriftProgress, DriftRequest, DriftSide } from '../checks/drift/drift.ts';
import { ConsoleError, exitCodes } from '../errors.ts';
import { driftText } from '../output/drift-text.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Invocation } from './command.ts';
import { progressLine } from './progress-line.ts';
import { writeJson } from './rows-output.ts';

const sides: readonly DriftSide[] = ['models', 'database', 'migrations'];

/** Exits with 1 when `--exit-code` is given and something differs. */
export async function showDrift(invocation: Invocation): Promise<number> {
  const { options, out, notes, signal } = invocation;
  const request: DriftRequest = {
    sides: chosenSides(options.text('sides')),
    only: options.list('only'),
    baseline: await readBaseline(options.text('baseline')),
    first: options.text('first'),
  };
  const session = await invocation.openSession();
  const states = new Map<DriftSide, DriftProgress>();
  const line = progressLine<DriftProgress>(notes, (progress) => {
    states.set(progress.side, progress);
    return progressText([...states.values()]);
  });
  try {
    const report = await session.drift(request, { signal, onProgress: line.show });
    await line.clear();
    for (const remark of report.remarks) await notes.write(`note: ${sanitiseLine(remark)}\n`);
    if (options.flag('json')) await writeJson(report, invocation);
    else await out.write(driftText(report, out.style));
    return options.flag('exit-code') && report.differences.length > 0 ? exitCodes.failed : exitCodes.ok;
  } finally {
    await line.clear();
  }
}

function chosenSides(text: string | null): readonly DriftSide[] | null {
  if (text === null) return null;
  const chosen = text.split(',').map((name) => name.trim());
  const known = sides.filter((side) => chosen.includes(side));
  if (known.length === new Set(chosen).size && known.length >= 2) return known;
  throw new ConsoleError(`\`--sides\` takes at least two of ${sides.join(', ')}, not "${text}".`, {
    code: 'invalid-value',
    kind: 'usage',
    remedy: 'Write them with a comma: `--sides models,database`.',
  });
}

async function readBaseline(path: string | null): Promise<string | null> {
  if (path === null) return null;
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConsoleError(`The file "${path}" cannot be read.`, {
      code: 'file-unreadable',
      kind: 'usage',
      remedy: 'Give `--baseline` a file of SQL: `pg_dump --schema-only`.',
      cause,
    });
  });
}

function progressText(states: readonly DriftProgress[]): string {
  return states
    .filter(({ isFinished }) => !isFinished)
    .map(({ side, done, total }) =>
      done === null || total === null ? side : `${side} ${String(done)}/${String(total)}`,
    )
    .join(', ');
}
