/** `doctor`: findings with evidence and fix for people, or as JSON; the list of checks; the baseline of known findings. */
import type { CheckFinding, CheckLevel, CheckSummary, DoctorReport } from '../checks/doctor/finding.ts';
import { ConsoleError, exitCodes } from '../errors.ts';
import { checksText, doctorText } from '../output/doctor-text.ts';
import { counted } from '../output/measures.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Session } from '../session.ts';
import type { Invocation, OptionValues } from './command.ts';
import { writeJson } from './rows-output.ts';

/** The gravest first. */
const levels: readonly CheckLevel[] = ['error', 'warning', 'info'];

export async function runDoctor(invocation: Invocation): Promise<number> {
  const { options, out, notes, signal } = invocation;
  if (options.text('name') !== null && !options.flag('migration')) throw nameAlone();
  const session = await invocation.openSession();
  if (options.flag('list')) return listChecks(await session.doctorChecks(), invocation);
  const isWriting = options.flag('write-baseline');
  const only = idsIn(options, 'only');
  const request = {
    only,
    except: idsIn(options, 'except'),
    // What is to be written may not be there yet.
    baseline: isWriting ? null : options.text('baseline'),
  };
  const report = fromLevel(await session.doctor(request, { signal }), options.text('level'));
  for (const remark of report.remarks) await notes.write(`note: ${sanitiseLine(remark)}\n`);
  if (isWriting) return writeBaseline(session, report, invocation);
  if (options.flag('migration')) {
    const { writeMending } = await import('./write-mending.ts');
    return writeMending(session, report.findings, invocation);
  }
  if (options.flag('json')) await writeJson(report, invocation);
  else
    await out.write(
      doctorText(report, await session.doctorChecks(), {
        ...out.style,
        isWhole: only.length > 0 || !out.isTerminal,
      }),
    );
  const isClean = report.findings.every(({ isKnown }) => isKnown) && report.incomplete.length === 0;
  return options.flag('exit-code') && !isClean ? exitCodes.failed : exitCodes.ok;
}

async function writeBaseline(
  session: Session,
  report: DoctorReport,
  { options, notes }: Invocation,
): Promise<number> {
  const path = options.text('baseline');
  const written = await session.writeDoctorBaseline({ path, report });
  const are = written.count === 1 ? 'is' : 'are';
  await notes.write(`${counted(written.count, 'finding')} ${are} in ${sanitiseLine(written.path)}.\n`);
  return exitCodes.ok;
}

async function listChecks(checks: readonly CheckSummary[], invocation: Invocation): Promise<number> {
  if (invocation.options.flag('json')) await writeJson(checks, invocation);
  else await invocation.out.write(checksText(checks));
  return exitCodes.ok;
}

function nameAlone(): ConsoleError {
  return new ConsoleError('`--name` is the name of a migration.', {
    code: 'missing-option',
    kind: 'usage',
    remedy: 'Add `--migration`, or leave it out.',
  });
}

function idsIn(options: OptionValues, name: string): readonly string[] {
  return options
    .list(name)
    .flatMap((text) => text.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

function fromLevel(report: DoctorReport, least: string | null): DoctorReport {
  const last = levels.findIndex((level) => level === (least ?? 'info'));
  const isTold = ({ level }: CheckFinding) => levels.indexOf(level) <= last;
  return { ...report, findings: report.findings.filter(isTold) };
}
