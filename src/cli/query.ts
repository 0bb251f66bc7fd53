/** `query`: the options made a QuerySpec, and its page, count, statement or scope lens printed. */
import { exitCodes } from '../errors.ts';
import { counted, milliseconds } from '../output/measures.ts';
import type { Invocation } from './command.ts';
import { resolveSpec, warnOfExplosion } from './resolve-spec.ts';
import { chosenFormat, writeData, writeJson, writeListing, writeRows } from './rows-output.ts';
import { lensHeads, lensRows } from './scopes-text.ts';
import { typedSpec } from './typed-spec.ts';

/** Rows of a table when there is no `--limit`; the other formats are for programs, which want all of them. */
const shownRows = 100;

/** Rows on `out`; how many, how long, and whether more follow on `notes`. */
export async function queryRows(invocation: Invocation): Promise<number> {
  const { options, out, notes, signal } = invocation;
  const limit = chosenFormat(options) === 'table' ? shownRows : null;
  const typed = typedSpec(options, limit);
  const session = await invocation.openSession();
  const spec = await resolveSpec(session, invocation, typed);
  if (options.flag('scopes')) {
    const lens = await session.scopeLens(spec, { signal });
    if (chosenFormat(options) === 'table') await writeListing(lensHeads, lensRows(lens), invocation);
    else await writeJson(lens, invocation);
    return exitCodes.ok;
  }
  if (options.flag('sql')) {
    const { sql } = await session.compile(spec);
    await writeData(`${sql.replace(/;?\s*$/, ';')}\n`, out);
    return exitCodes.ok;
  }
  if (options.flag('count')) {
    const { count } = await session.count(spec, { signal });
    if (chosenFormat(options) === 'table') await out.write(`${count}\n`);
    else await writeJson({ count }, invocation);
    return exitCodes.ok;
  }
  await warnOfExplosion(session, spec, invocation);
  const page = await session.page(spec, { signal });
  const format = chosenFormat(options);
  await writeRows(page, format, out);
  if (format === 'table') {
    const more = page.hasAfter ? '; more follow, `--limit` and `--offset` show them' : '';
    await notes.write(
      `${counted(page.rows.length, spec.grouping == null ? 'row' : 'group')} in ${milliseconds(page.durationMs)}${more}\n`,
    );
  }
  return exitCodes.ok;
}
