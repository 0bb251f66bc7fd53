/** What lines that begin with a dot do in a plain terminal. The table of them is the engine's (evaluation/dot-commands.ts). */
import { readFileSync, writeFileSync } from 'node:fs';
import { nearestNames } from '../errors.ts';
import type { Evaluation, ShownTable } from '../evaluation/evaluation.ts';
import type { SandboxAction, SandboxView } from '../evaluation/sandboxed-lines.ts';
import { csvText } from '../output/csv.ts';
import { type EvaluationStyle, type RecordView, valueText } from '../output/evaluation-text.ts';
import { jsonLines, jsonRows } from '../output/json.ts';
import { planText } from '../output/plan-text.ts';
import { counted } from '../output/measures.ts';
import { reviewText } from '../output/sandbox-text.ts';
import { sanitiseText } from '../output/sanitise.ts';
import { tableText } from '../output/table.ts';
import { dotCommands, type Session, typedDotCommand } from '../session.ts';

export interface DotGround {
  readonly session: Session;
  readonly style: EvaluationStyle;
  readonly print: (text: string) => void;
  /** The last evaluation that ran. */
  readonly last: () => Extract<Evaluation, { readonly statements: unknown }> | null;
  /** What was evaluated so far, in order, without what failed. */
  readonly inputs: () => readonly string[];
  readonly evaluate: (code: string) => Promise<void>;
  readonly setView: (view: RecordView) => void;
  /** Replaces the process of the project where its modules cannot be loaded again otherwise. */
  readonly restart: () => void;
  readonly setSandbox: (view: SandboxView) => void;
  readonly startEditor: () => void;
  readonly leave: () => void;
}

/** False for a line that is no command. Rejects with what a command rejects with. */
export async function runDotCommand(line: string, ground: DotGround): Promise<boolean> {
  const typed = typedDotCommand(line);
  if (typed === null) return false;
  const { print, session, style } = ground;
  const { command, argument } = typed;
  if (command === null) {
    const near = nearestNames(
      typed.name,
      dotCommands.map(({ name }) => name),
      1,
    );
    const hint = near.length > 0 ? `did you mean ".${near.join('')}"?` : '".help" lists them.';
    print(`There is no command ".${sanitiseText(typed.name)}": ${hint}\n`);
    return true;
  }
  if (command.argument !== null && !command.argument.isOptional && argument === '') {
    print(`.${command.name} needs a ${command.argument.name}: .${command.name} <${command.argument.name}>\n`);
    return true;
  }
  switch (command.name) {
    case 'help':
      print(helpText(argument));
      return true;
    case 'models':
      await printModels(ground);
      return true;
    case 'describe':
      await printModel(argument, ground);
      return true;
    case 'scope':
      await printScope(argument, ground);
      return true;
    case 'sql':
      print(statementsText(ground.last()));
      return true;
    case 'code':
      print(`${ground.inputs().map(sanitiseText).join('\n')}\n`);
      return true;
    case 'explain':
      await printPlan(ground);
      return true;
    case 'table':
    case 'tree':
      ground.setView(command.name);
      printAgain(command.name, ground);
      return true;
    case 'export':
      await exportRows(argument, ground);
      return true;
    case 'save':
      writeFileSync(argument, `${ground.inputs().join('\n')}\n`, { flag: 'wx' });
      print(`${String(ground.inputs().length)} inputs are in "${sanitiseText(argument)}".\n`);
      return true;
    case 'load':
      await ground.evaluate(readFileSync(argument, 'utf8'));
      return true;
    case 'editor':
      ground.startEditor();
      return true;
    case 'sandbox':
    case 'undo':
    case 'review':
    case 'commit':
    case 'rollback':
      await actOnSandbox(command.name === 'sandbox' ? 'open' : command.name, ground);
      return true;
    case 'reload': {
      const { isReloaded } = await session.reloadModels();
      if (isReloaded) {
        print('The models are those of the files now.\n');
        return true;
      }
      ground.restart();
      print(
        'The models are loaded again in a new process, for these are ES modules: names typed so far are gone.\n',
      );
      return true;
    }
    case 'clear':
      if (style.isAnchored) print('\u001b[2J\u001b[H');
      return true;
    case 'exit':
      ground.leave();
      return true;
  }
}

export async function actOnSandbox(
  action: SandboxAction,
  { session, print, setSandbox }: DotGround,
): Promise<void> {
  const view = await session.sandbox(action);
  setSandbox(view);
  switch (action) {
    case 'open':
      print('What lines change is held in one transaction: .undo, .review, then .commit or .rollback.\n');
      return;
    case 'undo':
      print(
        view.isUndone
          ? `The last line is taken back; ${counted(view.lines, 'line')} left.\n`
          : 'There is no line to take back.\n',
      );
      return;
    case 'review':
      if (view.review !== null) print(reviewText(view.review));
      return;
    case 'commit':
      print('What the sandbox changed is committed.\n');
      return;
    case 'rollback':
      print('What the sandbox changed is rolled back.\n');
      return;
  }
}

function helpText(argument: string): string {
  const wanted = argument.replace(/^\./, '');
  const rows = dotCommands.filter(({ name }) => wanted === '' || name === wanted);
  const terms = rows.map(({ name, argument: taken }) => {
    if (taken === null) return `.${name}`;
    return `.${name} ${taken.isOptional ? `[${taken.name}]` : `<${taken.name}>`}`;
  });
  const widest = Math.max(...terms.map((term) => term.length));
  const lines = rows.map(({ summary }, index) => `  ${(terms[index] ?? '').padEnd(widest)}  ${summary}\n`);
  if (wanted !== '') return lines.join('');
  return [
    'JavaScript and TypeScript, top-level await; a promise is awaited without being asked.\n',
    'Here are the models by name, sequelize, Op, sql`…`, hash, verify, _ (the last value), $1, $2 … (all of them).\n\n',
    ...lines,
    '\n  Tab completes, Ctrl-R searches the history, Ctrl-C stops what runs, Ctrl-D leaves.\n',
  ].join('');
}

async function printModels({ session, style, print }: DotGround): Promise<void> {
  const { models, problems } = await session.models();
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
  print(tableText({ columns, rows }, style, ''));
  for (const { message } of problems) print(`${sanitiseText(message)}\n`);
}

async function printModel(name: string, { session, style, print }: DotGround): Promise<void> {
  const { model } = await session.describeModel(name);
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
  print(`${sanitiseText(model.name)}\n${tableText({ columns, rows }, style, '')}`);
  for (const { name: as, type, target } of model.associations) print(`  ${as}: ${type} ${target}\n`);
  const scopes = model.scopes.map(({ name: scope }) => scope);
  if (scopes.length > 0) print(`  scopes: ${scopes.join(', ')}\n`);
}

async function printScope(argument: string, ground: DotGround): Promise<void> {
  if (argument !== '') {
    const { model } = await ground.session.describeModel(argument);
    const { scopes } = model;
    ground.print(`${scopes.map(({ name }) => name).join('\n')}\n`);
    return;
  }
  const { options } = await ground.session.completeCode({ text: '', cursor: 0 });
  ground.print(`${options.map(({ text }) => text).join(', ')}\n`);
}

function statementsText(last: ReturnType<DotGround['last']>): string {
  const statements = last?.statements ?? [];
  if (statements.length === 0) return 'The last evaluation ran no statement.\n';
  return statements.map(({ sql }) => `${sanitiseText(sql.replace(/;?\s*$/, ';'))}\n`).join('');
}

async function printPlan({ session, print, last, style }: DotGround): Promise<void> {
  const query = last()?.statements.findLast(({ sql }) => /^\s*(?:select|with|table|values)\b/i.test(sql));
  if (query === undefined) {
    print('The last evaluation ran no query.\n');
    return;
  }
  const explanation = await session.explain({ type: 'sql', sql: query.sql, analyze: false });
  print(planText(explanation, style.width));
}

function printAgain(view: RecordView, { print, last, style }: DotGround): void {
  const evaluation = last();
  if (evaluation?.status === 'done' && evaluation.value.type === 'table') {
    print(valueText(evaluation.value, style, view, evaluation.name));
  }
}

async function exportRows(file: string, { session, print }: DotGround): Promise<void> {
  const table = await session.evaluatedRows('_');
  if (table === null) {
    print('The last value is no list of rows: there is nothing to export.\n');
    return;
  }
  writeFileSync(file, exportText(table, file), { flag: 'wx', mode: 0o600 });
  print(`${String(table.rows.length)} rows are in "${sanitiseText(file)}".\n`);
}

function exportText(table: ShownTable, file: string): string {
  if (/\.jsonl$/i.test(file)) return jsonLines(table);
  return /\.json$/i.test(file) ? jsonRows(table, 2) : csvText(table);
}
