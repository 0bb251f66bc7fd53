/** The sandbox of an evaluator: while it is open each line is one of its lines, and one that fails takes itself back. */
import { ConsoleError } from '../errors.ts';
import type { Database } from '../database/client.ts';
import type { Sandbox, SandboxReview } from '../database/sandbox/sandbox.ts';
import type { Sequelize } from 'sequelize';

export type SandboxAction = 'open' | 'undo' | 'review' | 'commit' | 'rollback';

/** How a sandbox stands after an action. */
export interface SandboxView {
  readonly state: 'none' | Sandbox['state'];
  /** Lines that could be undone. */
  readonly lines: number;
  /** What would be committed; null where it was not asked for. */
  readonly review: SandboxReview | null;
  /** For `undo`: whether there was a line to take back. */
  readonly isUndone: boolean;
}

/** What a line came to that is to be taken back. */
class LineEnded<Outcome> extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super('The line is taken back.');
    this.outcome = outcome;
  }
}

export class SandboxedLines {
  #sandbox: Sandbox | null = null;

  get isOpen(): boolean {
    return this.#sandbox?.state === 'open';
  }

  /** Rejects with `no-sandbox` where none is open, and with what the sandbox rejects with. */
  async act(
    action: SandboxAction,
    ground: () => Promise<{ readonly sequelize: Sequelize; readonly database: Database }>,
  ): Promise<SandboxView> {
    if (action === 'open') {
      if (!this.isOpen) {
        const { openSandbox } = await import('../database/sandbox/open-sandbox.ts');
        const { sequelize, database } = await ground();
        this.#sandbox = await openSandbox(sequelize, database);
      }
      return this.#view();
    }
    const sandbox = this.#sandbox;
    if (sandbox?.state !== 'open') throw noSandbox(sandbox?.state === 'lost');
    switch (action) {
      case 'undo': {
        const isUndone = await sandbox.undo();
        return { ...this.#view(), isUndone };
      }
      case 'review': {
        const review = await sandbox.review();
        return { ...this.#view(), review };
      }
      case 'commit':
        await sandbox.commit();
        return this.#view();
      case 'rollback':
        await sandbox.rollback();
        return this.#view();
    }
  }

  /** Runs one line. An outcome that is not `kept` is rolled back to where the line began, and given all the same. */
  async line<Outcome>(
    work: () => Promise<Outcome>,
    isKept: (outcome: Outcome) => boolean,
    signal: AbortSignal | undefined,
  ): Promise<Outcome> {
    const sandbox = this.#sandbox;
    if (sandbox?.state !== 'open') return work();
    try {
      return await sandbox.line(async () => {
        const outcome = await work();
        if (!isKept(outcome)) throw new LineEnded(outcome);
        return outcome;
      }, signal);
    } catch (error) {
      // Thrown above, with what `work` gave.
      if (error instanceof LineEnded) return (error as LineEnded<Outcome>).outcome;
      throw error;
    }
  }

  #view(): SandboxView {
    const sandbox = this.#sandbox;
    return { state: sandbox?.state ?? 'none', lines: sandbox?.lines ?? 0, review: null, isUndone: false };
  }
}

function noSandbox(isLost: boolean): ConsoleError {
  return new ConsoleError(
    isLost ? 'The sandbox was lost with its connection: the server rolled it back.' : 'No sandbox is open.',
    { code: 'no-sandbox', kind: 'usage', remedy: 'Open one with ".sandbox", or start with `--sandbox`.' },
  );
}
