/** `query`: the options made a QuerySpec, and its page, count, statement or another form of it printed. */
import { exitCodes } from '../errors.ts';
import type { Page, QuerySpec } from '../queries/query-spec.ts';
import { counted, milliseconds } from '../output/measures.ts';
import type { Session } from '../session.ts';
import { chosenQuery } from './chosen-query.ts';
import type { Invocation } from './command.ts';
import { warnOfExplosion } from './resolve-spec.ts';
import { chosenFormat, writeData, writeJson, writeListing, writeRows } from './rows-output.ts';
import { lensHeads, lensRows } from './scopes-text.ts';
import { usageError } from './usage-errors.ts';

/** Rows of a table when there is no `--limit`; the other formats are for programs, which want all of them. */
const shownRows = 100;

/** Rows on `out`; how many, how long, and whether more follow on `notes`. */
export async function queryRows(invocation: Invocation): Promise<number> {
  const { options } = invocation;
  const isForm = ['sql', 'code', 'cli'].some((name) => options.flag(name)) || options.text('save') !== null;
  const isTable = chosenFormat(options) === 'table';
  // A form says of the query what was said of it, and no more; the statement is the one that would be run.
  const limit = isTable && (!isForm || options.flag('sql')) ? shownRows : null;
  const chosen = await chosenQuery(invocation, invocation.openSession, limit);
  if (chosen.type === 'page') {
    if (isForm || options.flag('count')) throw readItself(options.text('saved') ?? '');
    await writePage(chosen.page, invocation);
    return exitCodes.ok;
  }
  const session = await invocation.openSession();
  if (isForm) await writeForm(chosen.spec, session, invocation);
  else if (options.flag('count')) await writeCount(chosen.spec, session, invocation);
  else if (options.flag('scopes')) await writeScopes(chosen.spec, session, invocation);
  else {
    await warnOfExplosion(session, chosen.spec, invocation);
    const page = await session.page(chosen.spec, { signal: invocation.signal });
    await writePage(page, invocation, chosen.spec.grouping == null ? 'row' : 'group');
  }
  return exitCodes.ok;
}

async function writeScopes(spec: QuerySpec, session: Session, invocation: Invocation): Promise<void> {
  const lens = await session.scopeLens(spec, { signal: invocation.signal });
  if (chosenFormat(invocation.options) === 'table') await writeListing(lensHeads, lensRows(lens), invocation);
  else await writeJson(lens, invocation);
}

async function writePage(
  page: Page,
  { options, out, notes }: Invocation,
  what: 'row' | 'group' = 'row',
): Promise<void> {
  const format = chosenFormat(options);
  await writeRows(page, format, out);
  if (format !== 'table') return;
  const more = page.hasAfter ? '; more follow, `--limit` and `--offset` show them' : '';
  await notes.write(`${counted(page.rows.length, what)} in ${milliseconds(page.durationMs)}${more}\n`);
}

async function writeCount(spec: QuerySpec, session: Session, invocation: Invocation): Promise<void> {
  const { count } = await session.count(spec, { signal: invocation.signal });
  if (chosenFormat(invocation.options) === 'table') await invocation.out.write(`${count}\n`);
  else await writeJson({ count }, invocation);
}

async function writeForm(
  spec: QuerySpec,
  session: Session,
  { options, out, notes }: Invocation,
): Promise<void> {
  const name = options.text('save');
  if (name !== null) {
    const { path } = await session.saveQuery({ name, spec, isForced: options.flag('force') });
    await notes.write(`Saved as "${path}"; \`seqscope query --saved ${name}\` runs it.\n`);
  } else if (options.flag('sql')) {
    const { sql } = await session.compile(spec);
    await writeData(`${sql.replace(/;?\s*$/, ';')}\n`, out);
  } else if (options.flag('cli')) {
    await writeData(`${await session.commandLine(spec)}\n`, out);
  } else {
    const { text } = await session.code(spec, { withImports: true });
    await writeData(`${text}\n`, out);
  }
}

function readItself(name: string): Error {
  return usageError(
    'no-spec',
    `Saved query "${name}" reads its rows by itself, so there is no other form of it.`,
    'query',
    'Leave the flag out, or have the query return what to read.',
  );
}
