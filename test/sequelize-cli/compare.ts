/** Two outcomes of a case, aspect by aspect: what differs, and which of the intended differences explains it. */
import type { ComparisonCase } from './comparison-case.ts';
import { type Aspect, type Difference, differences, type DifferenceId, type Seen } from './differences.ts';
import type { CaseOutcome } from './run-case.ts';
import type { Run } from './tools.ts';

export interface Mismatch {
  readonly aspect: Aspect;
  /** The command line; empty for what is there in the end. */
  readonly command: string;
  readonly theirs: string;
  readonly ours: string;
  /** Null: nobody intended it. */
  readonly explainedBy: DifferenceId | null;
}

export interface Comparison {
  readonly mismatches: readonly Mismatch[];
  readonly used: readonly DifferenceId[];
}

const runAspects = ['stdout', 'stderr', 'exitCode'] as const;

export function compareOutcomes(
  { differences: listed = [] }: ComparisonCase,
  theirs: CaseOutcome,
  ours: CaseOutcome,
): Comparison {
  const allowed = differences.filter((difference) => listed.includes(difference.id));
  const mismatches: Mismatch[] = [];
  const check = (aspect: Aspect, command: string, seen: Seen) => {
    if (seen.theirs === seen.ours) return;
    const explainedBy = allowed.find((difference) => explains(difference, aspect, seen))?.id ?? null;
    mismatches.push({ aspect, command, theirs: seen.theirs, ours: seen.ours, explainedBy });
  };
  for (const [index, theirRun] of theirs.runs.entries()) {
    const ourRun = ours.runs[index] ?? theirRun;
    for (const aspect of runAspects) {
      check(aspect, theirRun.command, {
        theirs: textOf(theirRun, aspect),
        ours: textOf(ourRun, aspect),
        runs: { theirs: theirRun, ours: ourRun },
      });
    }
  }
  check('files', '', { theirs: theirs.files.join('\n'), ours: ours.files.join('\n'), runs: null });
  check('database', '', { theirs: theirs.database.join('\n'), ours: ours.database.join('\n'), runs: null });
  const used = new Set(mismatches.flatMap(({ explainedBy }) => explainedBy ?? []));
  return { mismatches, used: [...used] };
}

function explains(difference: Difference, aspect: Aspect, seen: Seen): boolean {
  return difference.aspects.includes(aspect) && (difference.accepts?.(seen, aspect) ?? true);
}

function textOf(run: Run, aspect: (typeof runAspects)[number]): string {
  if (aspect === 'exitCode') return String(run.exitCode);
  return withoutName(run[aspect]);
}

/** The one line that names the tool and its version. */
function withoutName(text: string): string {
  return text.replace(
    /^(?:Sequelize CLI|seqscope) \[(Node: [^,]+), CLI: [^,]+, (ORM: [^\]]+)\]$/m,
    '<tool> [$1, $2]',
  );
}

/** For a failing test: what each has and the other has not. */
export function mismatchText({ aspect, command, theirs, ours }: Mismatch): string {
  const [left, right] = [theirs.split('\n'), ours.split('\n')];
  const only = (lines: readonly string[], others: readonly string[], mark: string) =>
    lines.filter((line) => line !== '' && !others.includes(line)).map((line) => `${mark} ${line}`);
  const lines = [...only(left, right, '-'), ...only(right, left, '+')];
  const place = command === '' ? `${aspect} in the end` : `${aspect} of "${command}"`;
  return [`${place} (- sequelize-cli, + seqscope)`, ...(lines.length === 0 ? ['blank lines'] : lines)].join(
    '\n',
  );
}
