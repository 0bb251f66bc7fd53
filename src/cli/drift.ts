/** `drift`: where models, database and migrations do not say the same, by table, or as JSON. */
import { readFile } from 'node:fs/promises';
import type { DriftProgress, DriftRequest, DriftSide } from '../checks/drift/drift.ts';
import { ConsoleError, exitCodes } from '../errors.ts';
import { driftText } from '../output/drift-text.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Invocation, OptionValues } from './command.ts';
import { progressLine } from './progress-line.ts';
import { writeJson } from './rows-output.ts';

const sides: readonly DriftSide[] = ['models', 'database', 'migrations'];

/** Exits with 1 when `--exit-code` is given and something differs, or could not be compared. */
export async function showDrift(invocation: Invocation): Promise<number> {
  const { options, out, notes, signal } = invocation;
  const isMigrated = options.flag('migration');
  refuseStray(options);
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
    if (isMigrated)
      return await (await import('./drift-migration.ts')).migrateDrift(report, session, invocation);
    if (options.flag('json')) await writeJson(report, invocation);
    else await out.write(driftText(report, out.style));
    const isClean = report.differences.length + report.incomplete.length === 0;
    return options.flag('exit-code') && !isClean ? exitCodes.failed : exitCodes.ok;
  } finally {
    await line.clear();
  }
}

/** What goes with `--migration` alone, and what it cannot do without. */
function refuseStray(options: OptionValues): void {
  const chosen = chosenSides(options.text('sides'));
  const isMigrated = options.flag('migration');
  if (!isMigrated && options.text('name') !== null)
    throw new ConsoleError('`--name` is the name of a migration.', {
      code: 'missing-option',
      kind: 'usage',
      remedy: 'Add `--migration`, or leave it out.',
    });
  if (!isMigrated || chosen === null || (chosen.includes('models') && chosen.includes('database'))) return;
  throw new ConsoleError('`--migration` makes the database what the models say, and takes both sides.', {
    code: 'invalid-value',
    kind: 'usage',
    remedy: 'Leave `--sides` out, or name models and database.',
  });
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
