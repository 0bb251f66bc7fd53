/** A console on the migrations, steps looked ahead at as a session would, and what is asked then. */
import type { EntryForecast } from '../../../src/journal/forecast/forecast.ts';
import type { StepResult } from '../../../src/journal/journal.ts';
import type { DatabaseStatus } from '../../../src/session-shapes.ts';
import type { ConfirmLine, Question } from '../../../src/ui/overlays/question-state.ts';
import type { Size } from '../../../src/ui/state.ts';
import { journalView, openConsole, type TestConsole } from '../support/console.ts';
import { answerForecast } from '../support/foreseen.ts';
import { connected } from './timeline-console.ts';

/** Two executed, two pending. */
export const states = {
  '01.js': 'executed',
  '02.js': 'executed',
  '03.js': 'pending',
  '04.js': 'pending',
} as const;

/** The journal read and shown; effects up to there are forgotten. */
export function openMigrations({
  size,
  entries = states,
  database,
}: {
  size?: Size;
  entries?: Parameters<typeof journalView>[0];
  database?: Partial<DatabaseStatus>;
} = {}): TestConsole {
  const console = openConsole(size).press('M');
  console.send({ type: 'journal-read', kind: 'migrations', view: journalView(entries) });
  if (database !== undefined)
    console.send({ type: 'database-connected', database: { ...connected, ...database } });
  console.takeEffects();
  return console;
}

/** Answers the look ahead of a step; gives the request it was asked with. */
export function foreseen(console: TestConsole, ...entries: readonly EntryForecast[]) {
  return answerForecast(console, { entries, passedOver: [] });
}

export function questionOf(console: TestConsole): Question {
  const { overlay } = console.state;
  if (overlay?.type !== 'confirm' && overlay?.type !== 'typed-confirm') throw new Error('Nothing is asked.');
  return overlay;
}

/** What stands aside of a line comes after a bar. */
export function questionLines(console: TestConsole): readonly string[] {
  return questionOf(console).lines.map(lineText);
}

function lineText(line: ConfirmLine): string {
  if (typeof line === 'string') return line;
  return line.aside === undefined ? line.text : `${line.text} | ${line.aside}`;
}

export const done: StepResult = {
  name: '03.js',
  direction: 'up',
  status: 'done',
  durationMs: 12,
  wasAtomic: true,
  statements: [{ sql: 'CREATE TABLE x ()', durationMs: 3 }],
  error: null,
};
