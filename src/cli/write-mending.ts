/** `doctor --migration`: the fixes of what was found as a migration of the project; what it leaves out is said. */
import type { CheckFinding, MendingDraft } from '../checks/doctor/finding.ts';
import { ConsoleError, exitCodes } from '../errors.ts';
import { counted } from '../output/measures.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Session } from '../session.ts';
import type { Invocation } from './command.ts';
import { generateText } from './generate-text.ts';
import { writeJson } from './rows-output.ts';

/** Rejects with `nothing-to-mend` where no fix changes the schema, and with `file-exists`. */
export async function writeMending(
  session: Session,
  findings: readonly CheckFinding[],
  invocation: Invocation,
): Promise<number> {
  const { options, out, notes } = invocation;
  const draft = await session.draftMending({ findings, name: options.text('name') });
  await notes.write(leftOutText(draft));
  if (draft.file === null) throw nothingToMend(findings.length);
  const { name, folder, text } = draft.file;
  const isJson = options.flag('json');
  let printed = Promise.resolve();
  await session.generate(
    { type: 'drafted-migration', fileName: name, folder, text },
    {
      onEvent: (event) => {
        if (isJson || event.type === 'folder-found') return;
        printed = printed.then(() => out.write(`${sanitiseLine(generateText(event))}\n`));
      },
    },
  );
  await printed;
  if (isJson) await writeJson(draft, invocation);
  await notes.write(nextText(draft, findings));
  return exitCodes.ok;
}

function leftOutText({ leftOut }: MendingDraft): string {
  return leftOut
    .map(({ check, count, why }) => `note: left out ${String(count)} of ${sanitiseLine(check)}: ${why}.\n`)
    .join('');
}

function nextText({ mended, isSplit }: MendingDraft, findings: readonly CheckFinding[]): string {
  const statements = findings.flatMap(({ id, fix }) =>
    mended.includes(id) ? (fix?.migration?.up ?? []) : [],
  );
  const makesIndexes = statements.some((sql) => /^CREATE (?:UNIQUE )?INDEX /.test(sql));
  const isBehind = findings.some(({ check }) => check === 'migrations-pending');
  return [
    `It mends ${counted(mended.length, 'finding')}. Rehearse it with \`seqscope db:migrate --rehearse\`, execute it with \`seqscope db:migrate\`.`,
    ...(isSplit
      ? ['Its indexes are built and dropped CONCURRENTLY, outside a transaction: run again, it goes on.']
      : []),
    ...(makesIndexes
      ? ['Add its indexes to `indexes` of their models too: `seqscope drift` tells of one that no model has.']
      : []),
    ...(isBehind ? ['Other migrations are pending: what they change was not looked at.'] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function nothingToMend(count: number): ConsoleError {
  return new ConsoleError(
    count === 0 ? 'Nothing was found to mend.' : 'Nothing that was found is mended by changing the schema.',
    {
      code: 'nothing-to-mend',
      remedy: 'See what there is with `seqscope doctor`; no file was written.',
    },
  );
}
