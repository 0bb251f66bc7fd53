/** `query`: the options made a QuerySpec, and its page, count or statement printed. */
import { exitCodes } from '../errors.ts';
import type { QuerySpec } from '../queries/query-spec.ts';
import { counted, milliseconds } from '../output/measures.ts';
import type { Invocation } from './command.ts';
import { wantsPlan, writePlan } from './explain-options.ts';
import { resolveRows } from './read-source.ts';
import { chosenFormat, writeData, writeJson, writeRows } from './rows-output.ts';
import { typedSpec } from './typed-spec.ts';

/** Rows of a table when there is no `--limit`; the other formats are for programs, which want all of them. */
const shownRows = 100;

/** Rows on `out`; how many, how long, and whether more follow on `notes`. */
export async function queryRows(invocation: Invocation): Promise<number> {
  const { options, out, notes, signal } = invocation;
  const limit = chosenFormat(options) === 'table' ? shownRows : null;
  const typed = typedSpec(options, limit);
  const session = await invocation.openSession();
  const source = await resolveRows(session, invocation.arguments[0] ?? '');
  const scopes = await Promise.all(options.list('scope').map((text) => session.parseScope(text)));
  const spec: QuerySpec = { ...typed, source, scopes };
  if (options.flag('sql')) {
    const { sql } = await session.compile(spec);
    await writeData(`${sql.replace(/;?\s*$/, ';')}\n`, out);
    return exitCodes.ok;
  }
  if (wantsPlan(options)) return writePlan(session, { type: 'spec', spec }, invocation);
  if (options.flag('count')) {
    const { count } = await session.count(spec, { signal });
    if (chosenFormat(options) === 'table') await out.write(`${count}\n`);
    else await writeJson({ count }, invocation);
    return exitCodes.ok;
  }
  const page = await session.page(spec, { signal });
  const format = chosenFormat(options);
  await writeRows(page, format, out);
  if (format === 'table') {
    const more = page.hasAfter ? '; more follow, `--limit` and `--offset` show them' : '';
    await notes.write(`${counted(page.rows.length, 'row')} in ${milliseconds(page.durationMs)}${more}\n`);
  }
  return exitCodes.ok;
}
