/** What project code throws behind a command's back: a warning, once a message. Ours is a bug, and ends the command. */
import { exitCodes } from '../errors.ts';
import { type DiagnosticStyle, errorText } from '../output/diagnostics.ts';
import { sanitiseText } from '../output/sanitise.ts';
import { isOwnError } from './own-error.ts';

export interface StrayErrorsOptions {
  readonly notes: { readonly style: DiagnosticStyle; readonly write: (text: string) => Promise<void> };
  /** Where our bundle lies, absolute. */
  readonly ownFolder: string;
  readonly leave: (code: number) => never;
}

export function reportStrayErrors(
  process: NodeJS.Process,
  { notes, ownFolder, leave }: StrayErrorsOptions,
): void {
  const said = new Set<string>();
  async function report(error: unknown): Promise<void> {
    if (isOwnError(error, ownFolder)) {
      await notes.write(errorText(error, notes.style));
      leave(exitCodes.bug);
    }
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    if (said.has(message)) return;
    said.add(message);
    const thrown = sanitiseText(notes.style.isDebug ? stack : message);
    await notes.write(`warning: the project threw an error that nothing caught: ${thrown}\n`);
  }
  process.on('uncaughtException', (error) => void report(error));
  process.on('unhandledRejection', (reason) => void report(reason));
}
