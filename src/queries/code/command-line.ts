/**
 * QuerySpec → the line that asks for it in a shell, `seqscope query User --scope active --where '…'`. Quoted as POSIX has it (2.2.2):
 * single quotes, in which nothing is special, so that every shell reads the same.
 */
import { ConsoleError } from '../../errors.ts';
import { aggregateText } from '../grouping/aggregate-text.ts';
import { includeText } from '../includes/include-text.ts';
import type { OrderTerm, QuerySpec, ReadSource } from '../query-spec.ts';
import { scopeText } from '../scope-text.ts';

/** Columns of a line; longer ones are broken before their flags. */
const width = 100;

/** Without `--limit` a table shows its first 100 rows. Throws `line-impossible` for a name that no flag can hold. */
export function commandLine(spec: QuerySpec): string {
  const flags = flagsOf(spec).map((words) => words.map(shellWord).join(' '));
  const line = ['seqscope query', shellWord(sourceText(spec.source)), ...flags].join(' ');
  if (line.length <= width && !line.includes('\n')) return line;
  return [`seqscope query ${shellWord(sourceText(spec.source))}`, ...flags].join(' \\\n  ');
}

/** The words after `seqscope`, as a shell would hand them over. */
export function commandWords(spec: QuerySpec): readonly string[] {
  return ['query', sourceText(spec.source), ...flagsOf(spec).flat()];
}

/** A word that every shell reads as exactly this text. */
export function shellWord(text: string): string {
  if (text.includes('\0')) throw impossible('A NUL character cannot stand on a command line.');
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function sourceText(source: ReadSource): string {
  if (source.type === 'sql')
    throw impossible('A typed statement has no `seqscope query`: `seqscope sql` runs it.');
  return source.type === 'model' ? source.name : `${source.schema}.${source.name}`;
}

function flagsOf(spec: QuerySpec): readonly (readonly string[])[] {
  const { relatedTo, place, grouping = null } = spec;
  const related =
    relatedTo === null
      ? null
      : { name: `${relatedTo.model}.${relatedTo.association}`, arguments: [relatedTo.value] };
  return [
    ...(related === null ? [] : [['--related', scopeText(related)]]),
    ...spec.scopes.map((use) => ['--scope', scopeText(use)]),
    ...(spec.isUnscoped ? [['--unscoped']] : []),
    ...(spec.filter.trim() === '' ? [] : [['--where', spec.filter]]),
    ...(spec.search === undefined ? [] : [['--search', spec.search]]),
    ...(spec.includes ?? []).map((use) => ['--include', includeText(use)]),
    ...(grouping === null || grouping.by.length === 0 ? [] : [['--group-by', names(grouping.by)]]),
    ...(grouping?.aggregates ?? []).map((term) => ['--aggregate', aggregateText(term)]),
    ...(spec.columns === null ? [] : [['--columns', names(spec.columns)]]),
    ...(spec.order.length === 0 ? [] : [['--order', spec.order.map(orderText).join(',')]]),
    ...(spec.softDeleted === 'shown' ? [['--with-deleted']] : []),
    ...(spec.limit === null ? [] : [['--limit', String(spec.limit)]]),
    ...(place.type === 'offset' && place.offset > 0 ? [['--offset', String(place.offset)]] : []),
  ];
}

function names(list: readonly string[]): string {
  return list.map(plainName).join(',');
}

/** Lists of names are split at commas, and stripped. */
function plainName(name: string): string {
  if (name !== '' && name.trim() === name && !name.includes(',')) return name;
  throw impossible(`The name "${name}" cannot stand in a list on a command line.`);
}

function orderText({ attribute, direction, nulls }: OrderTerm): string {
  const name = plainName(attribute);
  const after = nulls === undefined ? '' : `:nulls-${nulls}`;
  return direction === 'asc' && after === '' && !name.includes(':') ? name : `${name}:${direction}${after}`;
}

function impossible(message: string): ConsoleError {
  return new ConsoleError(message, {
    code: 'line-impossible',
    kind: 'usage',
    remedy: 'Take the code of the query instead, with `--code`.',
  });
}
