/** Questions on a terminal. Each rejects with `interrupted` on Ctrl-C. */
import { ConsoleError } from '../errors.ts';
import type { Invocation } from './command.ts';

/** True where somebody can be asked. */
export function canAsk({ input, notes }: Pick<Invocation, 'input' | 'notes'>): boolean {
  return input.isTTY === true && notes.isTerminal;
}

/** Yes or no, no by default. */
export async function confirm(invocation: Invocation, message: string): Promise<boolean> {
  const prompt = await openPrompt(invocation);
  const { isSure } = await answered(
    prompt<{ isSure: boolean }>([{ type: 'confirm', name: 'isSure', message, default: false }]),
  );
  return isSure;
}

/** A line of text, without the blanks around it. */
export async function askText(invocation: Invocation, message: string): Promise<string> {
  const prompt = await openPrompt(invocation);
  const { typed } = await answered(prompt<{ typed: string }>([{ type: 'input', name: 'typed', message }]));
  return typed.trim();
}

/** inquirer is loaded only where something is asked. */
async function openPrompt({ input, promptStream, signal }: Invocation) {
  const { default: inquirer } = await import('inquirer');
  return inquirer.createPromptModule({ input, output: promptStream, signal });
}

async function answered<Answers>(answers: Promise<Answers>): Promise<Answers> {
  try {
    return await answers;
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
