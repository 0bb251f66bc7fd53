/**
 * What could be typed next in a text of SQL: tables where one has to stand, the columns of the statement's tables, functions
 * and key words elsewhere. Pure: the names of the database are an argument.
 */
import { isSymbol, isWord, meaningful, nameOf, scanSql, type SqlToken } from '../scan.ts';
import { pieceAt, splitSql } from '../split.ts';
import { commandHelp } from '../commands/command.ts';
import { clauseWords, statementWords, writtenName } from './keywords.ts';
import type { NamedTable, SqlNames } from './sql-names.ts';
import { namedQueriesIn, tablesIn, type UsedTable } from './tables-in.ts';

export interface SqlCandidate {
  /** Takes the place of the text between `from` and `to`. */
  readonly text: string;
  /** What it is: a type, a model, `table`. */
  readonly aside: string;
}

export interface SqlCompletion {
  /** UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
  /** Best first. */
  readonly candidates: readonly SqlCandidate[];
}

/** What a candidate is compared by, and what it becomes. */
interface Offer extends SqlCandidate {
  readonly name: string;
}

const mostCandidates = 50;

/** `modelOf` gives the model of a table, whose tables come first. */
export function completeSql(
  text: string,
  cursor: number,
  names: SqlNames,
  modelOf: (table: NamedTable) => string | null = () => null,
): SqlCompletion {
  const before = text.slice(0, cursor);
  const typed = /(?:"(?:[^"\n]|"")*|[\p{L}\p{N}_$]*)$/u.exec(before)?.[0] ?? '';
  const from = cursor - typed.length;
  const nothing = { from: cursor, to: cursor, candidates: [] };
  const command = /(?:^|[\n;])[ \t]*(\\[A-Za-z+]*)$/.exec(before)?.[1];
  if (command !== undefined)
    return { from: cursor - command.length, to: cursor, candidates: commandsLike(command) };
  const left = scanSql(text.slice(0, from));
  const last = left.at(-1);
  if (last !== undefined && isOpen(last)) return nothing;
  // A quote that is open at the cursor is not to take the rest of the text with it.
  const whole = `${text.slice(0, from)} ${text.slice(cursor)}`;
  const pieces = splitSql(whole);
  const piece = pieceAt(pieces, whole, from);
  const isInside = piece !== null && piece.from <= from && from <= piece.to;
  const statement = isInside ? piece.text : '';
  const passed = isInside ? meaningful(scanSql(whole.slice(piece.start, Math.max(piece.start, from)))) : [];
  const offers =
    isInside && piece.type === 'command'
      ? tableOffers(names, modelOf, '')
      : offersAt(passed, statement, typed, names, modelOf);
  return { from, to: cursor, candidates: ranked(offers, typed) };
}

/** Nothing is completed inside a string or a comment. */
function isOpen({ type, isClosed, text }: SqlToken): boolean {
  return !isClosed || (type === 'comment' && text.startsWith('--'));
}

function offersAt(
  passed: readonly SqlToken[],
  statement: string,
  typed: string,
  names: SqlNames,
  modelOf: (table: NamedTable) => string | null,
): readonly Offer[] {
  const last = passed.at(-1);
  const used = tablesIn(statement);
  if (last === undefined) return words(statementWords);
  if (isSymbol(last, '.')) return offersBehindDot(passed, used, names, modelOf);
  if (wantsTable(passed)) {
    const named = namedQueriesIn(statement).map((name) => offer(name, 'named query'));
    return [
      ...named,
      ...tableOffers(names, modelOf, typed),
      ...names.schemas.map((name) => offer(name, 'schema')),
    ];
  }
  const columns = columnOffers(used, names);
  const list = listedTable(passed);
  if (list !== null) return columnOffers([list], names);
  const aliases = used.flatMap(({ alias, name }) =>
    used.length > 1 || alias !== null ? [offer(alias ?? name, 'table')] : [],
  );
  // Behind a value or a name only words can follow.
  const functions = isWord(last, 'AS')
    ? []
    : names.functions.map(({ name, result }) => functionOffer(name, result));
  return [...columns, ...aliases, ...words(clauseWords), ...functions];
}

/** Of a table or an alias the columns, of a schema the tables. */
function offersBehindDot(
  passed: readonly SqlToken[],
  used: readonly UsedTable[],
  names: SqlNames,
  modelOf: (table: NamedTable) => string | null,
): readonly Offer[] {
  const owner = passed.at(-2);
  const name = owner === undefined ? null : nameOf(owner);
  if (name === null) return [];
  const table = used.find((candidate) => (candidate.alias ?? candidate.name) === name);
  const found = table === undefined ? null : tableOf(table, names);
  if (found !== null) return found.columns.map((column) => offer(column.name, column.type));
  const inSchema = names.tables.filter(({ schema }) => schema === name);
  return inSchema.map((candidate) => offer(candidate.name, modelOf(candidate) ?? candidate.kind));
}

function wantsTable(passed: readonly SqlToken[]): boolean {
  const last = passed.at(-1);
  if (isWord(last, 'FROM')) return !isWord(passed.at(-2), 'DISTINCT');
  if (isWord(last, 'JOIN', 'INTO', 'UPDATE', 'TRUNCATE', 'ONLY')) return !isWord(passed.at(-2), 'DO', 'FOR');
  if (isWord(last, 'TABLE')) return true;
  return isSymbol(last, ',') && isInFrom(passed);
}

/** Whether a comma parts tables: the clause that it is in is FROM, at its own depth. */
function isInFrom(passed: readonly SqlToken[]): boolean {
  let depth = 0;
  for (const token of passed.toReversed()) {
    if (isSymbol(token, ')')) depth += 1;
    else if (isSymbol(token, '(')) {
      if (depth === 0) return false;
      depth -= 1;
    } else if (depth === 0 && isWord(token, 'FROM')) return true;
    else if (depth === 0 && isWord(token, 'SELECT', 'WHERE', 'ON', 'SET', 'BY', 'HAVING', 'VALUES'))
      return false;
  }
  return false;
}

/** `INSERT INTO table (…`: the table whose columns are listed. */
function listedTable(passed: readonly SqlToken[]): UsedTable | null {
  const open = passed.findLastIndex((token) => isSymbol(token, '('));
  if (open < 0 || passed.slice(open).some((token) => isSymbol(token, ')'))) return null;
  const into = passed.findLastIndex((token) => isWord(token, 'INTO'));
  if (into < 0 || !isWord(passed[into - 1], 'INSERT')) return null;
  const [first, second, third, ...more] = passed.slice(into + 1, open);
  const [schema, name] = third === undefined ? [null, first] : [first, third];
  if (name === undefined || more.length > 0 || (second !== undefined && !isSymbol(second, '.'))) return null;
  const table = nameOf(name);
  return table === null ? null : { schema: schema == null ? null : nameOf(schema), name: table, alias: null };
}

function columnOffers(used: readonly UsedTable[], names: SqlNames): readonly Offer[] {
  const seen = new Set<string>();
  return used.flatMap((table) =>
    (tableOf(table, names)?.columns ?? []).flatMap(({ name, type }) => {
      if (seen.has(name)) return [];
      seen.add(name);
      return [offer(name, used.length > 1 ? `${type}  ${table.alias ?? table.name}` : type)];
    }),
  );
}

function tableOf({ schema, name }: UsedTable, { tables }: SqlNames): NamedTable | null {
  const named = tables.filter((table) => table.name === name);
  const found =
    schema === null
      ? (named.find(({ isVisible }) => isVisible) ?? null)
      : named.find((table) => table.schema === schema);
  return found ?? null;
}

/** The server's own are offered where they are asked for. */
function tableOffers(
  { tables }: SqlNames,
  modelOf: (table: NamedTable) => string | null,
  typed: string,
): readonly Offer[] {
  const isSystemWanted = /^(?:pg_|information)/i.test(typed);
  const offered = tables
    .filter(({ isSystem, isVisible }) => !isSystem || (isSystemWanted && isVisible))
    .map((table) => ({ table, model: modelOf(table) }));
  const sorted = [
    ...offered.filter(({ model }) => model !== null),
    ...offered.filter(({ model }) => model === null),
  ];
  return sorted.map(({ table, model }) => {
    const name = writtenName(table.name);
    const text = table.isVisible ? name : `${writtenName(table.schema)}.${name}`;
    return { name: table.name, text, aside: model === null ? table.kind : `model ${model}` };
  });
}

function offer(name: string, aside: string): Offer {
  return { name, text: writtenName(name), aside };
}

function functionOffer(name: string, result: string): Offer {
  return { name, text: `${writtenName(name)}(`, aside: `→ ${result}` };
}

function words(list: readonly string[]): readonly Offer[] {
  return list.map((word) => ({ name: word, text: word, aside: '' }));
}

/** Those that begin with what is typed, in their order, then those that hold it; key words in the case that is typed. */
function ranked(offers: readonly Offer[], typed: string): readonly SqlCandidate[] {
  const wanted = typed.replace(/^"/, '').toLowerCase();
  const isLower = wanted !== '' && typed === typed.toLowerCase();
  const [first, second]: [Offer[], Offer[]] = [[], []];
  for (const candidate of offers) {
    // What is quoted is no key word.
    if (candidate.aside === '' && typed.startsWith('"')) continue;
    const name = candidate.name.toLowerCase();
    if (name.startsWith(wanted)) first.push(candidate);
    else if (wanted.length >= 2 && candidate.aside !== '' && name.includes(wanted)) second.push(candidate);
  }
  return [...first, ...second].slice(0, mostCandidates).map(({ name, text, aside }) => ({
    text: isLower && aside === '' && text === name ? text.toLowerCase() : text,
    aside,
  }));
}

function commandsLike(typed: string): readonly SqlCandidate[] {
  return commandHelp()
    .map(([line, aside]) => ({ text: line.split(' ')[0] ?? line, aside }))
    .filter(({ text }) => text.startsWith(typed));
}
