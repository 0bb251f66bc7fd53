/** What lines that begin with a dot do in a plain terminal. The table of them is the engine's (evaluation/dot-commands.ts). */
import { readFileSync, writeFileSync } from 'node:fs';
import { nearestNames } from '../errors.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import type { SandboxAction, SandboxView } from '../evaluation/sandboxed-lines.ts';
import {
  dotHelpText,
  exportedText,
  modelsText,
  modelText,
  queriesText,
  sandboxText,
  statementsText,
} from '../output/dot-command-text.ts';
import { type EvaluationStyle, type RecordView, valueText } from '../output/evaluation-text.ts';
import { lastPlanText } from '../output/last-plan-text.ts';
import { modelChangesText } from '../output/model-changes.ts';
import { sanitiseText } from '../output/sanitise.ts';
import { dotCommands, type Session, typedDotCommand } from '../session.ts';

const keysText = 'Tab completes, Ctrl-R searches the history, Ctrl-C stops what runs, Ctrl-D leaves.';

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
      print(dotHelpText(dotCommands, argument, keysText));
      return true;
    case 'models':
      print(modelsText(await session.models(), style));
      return true;
    case 'describe':
      print(modelText(await session.describeModel(argument), style));
      return true;
    case 'scope':
      await printScope(argument, ground);
      return true;
    case 'queries':
      print(queriesText(await session.callableQueries()));
      return true;
    case 'sql':
      print(statementsText(ground.last()));
      return true;
    case 'code':
      print(`${ground.inputs().map(sanitiseText).join('\n')}\n`);
      return true;
    case 'explain':
      print(await lastPlanText(session, ground.last(), style.width));
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
      const before = await session.models().catch(() => null);
      const { isReloaded } = await session.reloadModels();
      if (!isReloaded) {
        ground.restart();
        print('The models are ES modules, loaded again in a new process: names typed so far are gone.\n');
      }
      print(modelChangesText(before?.models ?? null, (await session.models()).models));
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
  print(sandboxText(action, view));
}

function printAgain(view: RecordView, { print, last, style }: DotGround): void {
  const evaluation = last();
  if (evaluation?.status === 'done' && evaluation.value.type === 'table') {
    print(valueText(evaluation.value, style, view, evaluation.name));
  }
}

async function printScope(argument: string, { session, print }: DotGround): Promise<void> {
  if (argument !== '') {
    const { scopes } = (await session.describeModel(argument)).model;
    print(`${scopes.map(({ name }) => name).join('\n')}\n`);
    return;
  }
  const { options } = await session.completeCode({ text: '', cursor: 0 });
  print(`${options.map(({ text }) => text).join(', ')}\n`);
}

async function exportRows(file: string, { session, print }: DotGround): Promise<void> {
  const table = await session.evaluatedRows('_');
  if (table === null) {
    print('The last value is no list of rows: there is nothing to export.\n');
    return;
  }
  writeFileSync(file, exportedText(table, file), { flag: 'wx', mode: 0o600 });
  print(`${String(table.rows.length)} rows are in "${sanitiseText(file)}".\n`);
}
