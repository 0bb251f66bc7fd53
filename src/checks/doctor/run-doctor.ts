/** The chosen checks over the facts: levels as the project has them, ids, order. Pure. */
import { ConsoleError, nearestNames } from '../../errors.ts';
import { doctorChecks } from './checks.ts';
import type { CheckNeed, DoctorCheck, DoctorFacts, Symptom } from './doctor-check.ts';
import type { CheckFinding, CheckLevel, CheckSummary, DoctorRequest } from './finding.ts';
import { rowsOf } from './places.ts';

/** What a project says of checks, under `doctor` in seqscope.config. */
export type CheckLevels = Readonly<Record<string, CheckLevel | 'off'>>;

const levels: readonly CheckLevel[] = ['error', 'warning', 'info'];

/**
 * In the order of the documentation, those that are off left out unless they are named. Throws `unknown-check`, and `no-check-left` where
 * the choice leaves none: a gate that looks at nothing must not pass.
 */
export function chosenChecks(
  { only, except }: Pick<DoctorRequest, 'only' | 'except'>,
  said: CheckLevels,
): readonly DoctorCheck[] {
  const known = doctorChecks.map(({ id }) => id);
  const unknown = [...only, ...except, ...Object.keys(said)].find((id) => !known.includes(id));
  if (unknown !== undefined) throw unknownCheck(unknown, known);
  const chosen = doctorChecks.filter(({ id }) =>
    only.length > 0 ? only.includes(id) && !except.includes(id) : !except.includes(id) && said[id] !== 'off',
  );
  if (chosen.length === 0 && except.length > 0)
    throw new ConsoleError('`--except` leaves no check to make.', {
      code: 'no-check-left',
      kind: 'usage',
      remedy: 'Name fewer. See `seqscope doctor --list`.',
    });
  return chosen;
}

function unknownCheck(id: string, known: readonly string[]): ConsoleError {
  const nearest = nearestNames(id, known).map((name) => `"${name}"`);
  const hint = nearest.length === 0 ? '' : `Did you mean ${nearest.join(' or ')}? `;
  return new ConsoleError(`There is no check "${id}".`, {
    code: 'unknown-check',
    kind: 'usage',
    remedy: `${hint}See \`seqscope doctor --list\`.`,
  });
}

/**
 * By level, then check, then place. Two models of one table, or two attributes of one column, may say the same of it: that is told once.
 * Sessions alike are several, and the id of the second ends with `#2`.
 */
export function makeChecks(
  checks: readonly DoctorCheck[],
  facts: DoctorFacts,
  said: CheckLevels,
): readonly CheckFinding[] {
  const counts = new Map<string, number>();
  const findings = checks.flatMap((check) => {
    const own = said[check.id];
    const symptoms = [...check.check(facts)].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const told = symptoms.filter(
      ({ key }, at) => check.isMomentary === true || symptoms[at - 1]?.key !== key,
    );
    return told.map(({ key, place, level, title, evidence, fix }): CheckFinding => {
      const id = `${check.id}:${key}`;
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      return {
        check: check.id,
        level: own === undefined || own === 'off' ? (level ?? check.level) : own,
        id: count === 1 ? id : `${id}#${String(count)}`,
        schema: null,
        table: null,
        column: null,
        model: null,
        attribute: null,
        ...place,
        rowEstimate: rowsAt(facts, place),
        title,
        evidence,
        fix,
        isKnown: false,
      };
    });
  });
  return levels.flatMap((level) => findings.filter((finding) => finding.level === level));
}

function rowsAt({ tables }: DoctorFacts, { schema, table }: Symptom['place']): number | null {
  const found = tables.find((one) => one.schema === schema && one.name === table);
  return found === undefined || (found.rowEstimate === null && found.counters === null)
    ? null
    : rowsOf(found);
}

export function listChecks(said: CheckLevels): readonly CheckSummary[] {
  return doctorChecks.map(({ id, level, title, why, source, needs }) => ({
    id,
    level: said[id] ?? level,
    title,
    why,
    source: source.url,
    needs,
  }));
}

/** The needs of all of them. */
export function needsOf(checks: readonly DoctorCheck[]): ReadonlySet<CheckNeed> {
  return new Set(checks.flatMap(({ needs }) => needs));
}
