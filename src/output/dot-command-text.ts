/** What commands that begin with a dot say, for people. Both faces that have such commands print these texts. */
import type { DotCommand } from '../evaluation/dot-commands.ts';
import type { CallableQueries, CallableQuery } from '../evaluation/context/callable-queries.ts';
import type { Evaluation, ExecutedStatement, ShownTable } from '../evaluation/evaluation.ts';
import type { SandboxAction, SandboxView } from '../evaluation/sandboxed-lines.ts';
import type { Value } from '../queries/query-spec.ts';
import type { SavedParam } from '../queries/saved-queries/saved-query.ts';
import type { ModelDescription } from '../schema/description.ts';
import type { ModelsView } from '../session-shapes.ts';
import { csvText } from './csv.ts';
import { jsonLines, jsonRows } from './json.ts';
import { counted } from './measures.ts';
import { reviewText } from './sandbox-text.ts';
import { plainText } from './cell.ts';
import { sanitiseLine, sanitiseText } from './sanitise.ts';
import { tableText, type TableStyle } from './table.ts';

/** What a sandbox says of what was done to it. */
export function sandboxText(action: SandboxAction, view: SandboxView): string {
  switch (action) {
    case 'open':
      return 'What lines change is held in one transaction: .undo, .review, then .commit or .rollback.\n';
    case 'undo':
      return view.isUndone
        ? `The last line is taken back; ${counted(view.lines, 'line')} left.\n`
        : 'There is no line to take back.\n';
    case 'review':
      return view.review === null ? '' : reviewText(view.review);
    case 'commit':
      return 'What the sandbox changed is committed.\n';
    case 'rollback':
      return 'What the sandbox changed is rolled back.\n';
  }
}

/** One command where `argument` names one, otherwise all of them, with what is in scope and what `keys` says of keys. */
export function dotHelpText(commands: readonly DotCommand[], argument: string, keys: string): string {
  const wanted = argument.replace(/^\./, '');
  const rows = commands.filter(({ name }) => wanted === '' || name === wanted);
  const terms = rows.map(({ name, argument: taken }) => {
    if (taken === null) return `.${name}`;
    return `.${name} ${taken.isOptional ? `[${taken.name}]` : `<${taken.name}>`}`;
  });
  const widest = Math.max(...terms.map((term) => term.length));
  const lines = rows.map(({ summary }, index) => `  ${(terms[index] ?? '').padEnd(widest)}  ${summary}\n`);
  if (wanted !== '') return lines.join('');
  return [
    'JavaScript and TypeScript, top-level await; a promise is awaited without being asked.\n',
    'Here are the models by name, sequelize, Op, sql`…`, queries (the saved ones), hash, verify, _ (the last value), $1, $2 … (all of them).\n\n',
    ...lines,
    `\n  ${keys}\n`,
  ].join('');
}

export function modelsText({ models, problems }: ModelsView, style: TableStyle): string {
  const columns = ['model', 'table', 'associations', 'scopes'].map((name) => ({
    name,
    kind: 'text' as const,
  }));
  const rows = models.map((model) => [
    model.name,
    model.table,
    model.associations.map(({ name }) => name).join(', '),
    model.scopes.map(({ name }) => name).join(', '),
  ]);
  const wrong = problems.map(({ message }) => `${sanitiseText(message)}\n`);
  return [tableText({ columns, rows }, style, ''), ...wrong].join('');
}

export function modelText({ model }: ModelDescription, style: TableStyle): string {
  const columns = ['attribute', 'type', 'null', 'default'].map((head) => ({
    name: head,
    kind: 'text' as const,
  }));
  const rows = model.attributes.map((attribute) => [
    attribute.name,
    attribute.type,
    attribute.isNullable ? '' : 'not null',
    attribute.defaultValue ?? '',
  ]);
  const table = `${sanitiseText(model.name)}\n${tableText({ columns, rows }, style, '')}`;
  const associations = model.associations.map(({ name, type, target }) => `  ${name}: ${type} ${target}\n`);
  const scopes = model.scopes.map(({ name }) => name);
  return [table, ...associations, ...(scopes.length > 0 ? [`  scopes: ${scopes.join(', ')}\n`] : [])].join(
    '',
  );
}

/** How each saved query is called, what it reads, and what it takes. */
export function queriesText({ name, isRenamed, queries }: CallableQueries): string {
  const renamed = isRenamed ? `The project has a "queries" of its own: these are in "${name}".\n` : '';
  if (queries.length === 0) {
    return `${renamed}The project has no saved queries: \`seqscope query … --save <name>\` makes one.\n`;
  }
  return renamed + queries.map(queryText).join('');
}

function queryText({ call, query }: CallableQuery): string {
  const { description, problem, params } = query;
  const told = problem === null ? description : `cannot be run: ${problem.message}`;
  const lines = [
    call,
    ...(told === null ? [] : [`  ${told}`]),
    ...params.map(
      (param) => `  ${param.name}: ${[kindOf(param), param.description].filter(Boolean).join(', ')}`,
    ),
  ];
  return lines.map((line) => `${sanitiseLine(line)}\n`).join('');
}

function kindOf({ type, choices }: SavedParam): string {
  return choices === null ? type : choices.map((value) => plainText(value, 'text')).join(' | ');
}

export type Ran = Extract<Evaluation, { readonly statements: unknown }>;

/** The statements of an evaluation, whole, each ended. */
export function statementsText(last: Ran | null): string {
  const statements = last?.statements ?? [];
  if (statements.length === 0) return 'The last evaluation ran no statement.\n';
  return statements
    .map(({ sql, values }) => `${sanitiseText(sql.replace(/;?\s*$/, ';'))}\n${boundText(values)}`)
    .join('');
}

/** A comment below the statement, as `-- $1 = 7, $2 = 'ada'`. */
function boundText(values: ExecutedStatement['values']): string {
  if (values === undefined || values === null) return '';
  const said = values.map((value, index) => `$${String(index + 1)} = ${boundValue(value)}`);
  return `-- ${sanitiseLine(said.join(', '))}\n`;
}

/** Letters of a value that are shown. */
const longestBound = 100;

function boundValue(value: Value): string {
  if (value === null) return 'NULL';
  const text = plainText(value, 'text');
  const shown = text.length > longestBound ? `${text.slice(0, longestBound)}…` : text;
  return typeof value === 'string' ? `'${shown}'` : shown;
}

/** The statement that `.explain` plans, the last one that has a plan; null where the evaluation ran none. */
export function plannedQuery(last: Ran | null): ExecutedStatement | null {
  const planned = /^\s*(?:select|with|table|values|insert|update|delete|merge)\b/i;
  return last?.statements.findLast(({ sql }) => planned.test(sql)) ?? null;
}

/** Rows in the format that the name of the file says: .csv for any other. */
export function exportedText(table: ShownTable, file: string): string {
  if (/\.jsonl$/i.test(file)) return jsonLines(table);
  return /\.json$/i.test(file) ? jsonRows(table, 2) : csvText(table);
}
