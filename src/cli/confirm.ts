/** A question with yes or no, no by default, on a terminal. */
import { ConsoleError } from '../errors.ts';
import type { Invocation } from './command.ts';

/** True where somebody can be asked. */
export function canAsk({ input, notes }: Pick<Invocation, 'input' | 'notes'>): boolean {
  return input.isTTY === true && notes.isTerminal;
}

/** Rejects with `interrupted` on Ctrl-C. */
export async function confirm(
  { input, promptStream, signal }: Invocation,
  message: string,
): Promise<boolean> {
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule({ input, output: promptStream, signal });
  try {
    const { isSure } = await prompt<{ isSure: boolean }>([
      { type: 'confirm', name: 'isSure', message, default: false },
    ]);
    return isSure;
  } catch (error) {
    // Ctrl-C at the prompt: inquirer has its own name for it.
    if (error instanceof Error && /^(Exit|Abort)PromptError$/.test(error.name)) {
      throw new ConsoleError('Interrupted.', {
        code: 'interrupted',
        kind: 'interrupted',
        remedy: '',
        cause: error,
      });
    }
    throw error;
  }
}
