/**
 * Which project of a repository with several is meant, asked where there is somebody to ask and remembered for the next
 * time. A script is never asked: there the session's own error lists them.
 */
import { relative } from 'node:path';
import { ConsoleError } from '../errors.ts';
import type { SeveralProjects } from '../project/locate/find-root.ts';
import type { SessionOptions } from '../session-shapes.ts';
import type { CommandContext } from './command.ts';

export interface ChooseContext extends Pick<CommandContext, 'input' | 'promptStream'> {
  readonly signal?: AbortSignal | undefined;
  /** Null where nothing has to be chosen. */
  readonly find: (options: SessionOptions['project']) => SeveralProjects | null;
  /** The folder chosen for this repository before. */
  readonly recall: (repository: string) => string | null;
  readonly remember: (repository: string, path: string) => void;
}

/** Rejects with `interrupted` when the question is left with Ctrl-C or Esc. */
export async function chooseProject(
  options: SessionOptions,
  context: ChooseContext,
): Promise<SessionOptions> {
  const { project } = options;
  const several = context.find(project);
  if (several === null) return options;
  const known = context.recall(several.repository);
  if (known !== null && several.candidates.some(({ path }) => path === known)) {
    return withProject(options, known, 'chosen for this repository before; `--project` names another');
  }
  const path = await ask(several, project.directory, context);
  context.remember(several.repository, path);
  return withProject(options, path, 'chosen just now');
}

async function ask(
  { candidates, repository }: SeveralProjects,
  directory: string,
  { input, promptStream: output, signal }: ChooseContext,
): Promise<string> {
  const { default: inquirer } = await import('inquirer');
  // Inquirer has no way out of a list but Ctrl-C.
  const leaving = new AbortController();
  const onKey = (_text: unknown, key?: { readonly name?: string }): void => {
    if (key?.name === 'escape') leaving.abort();
  };
  const signals = signal === undefined ? [leaving.signal] : [signal, leaving.signal];
  const prompt = inquirer.createPromptModule({ input, output, signal: AbortSignal.any(signals) });
  input.on('keypress', onKey);
  try {
    const { path } = await prompt<{ path: string }>([
      {
        type: 'select',
        name: 'path',
        message: `${repository} holds several projects that use Sequelize. Which one?`,
        choices: candidates.map((candidate) => ({
          name: `${relative(directory, candidate.path)}  (${candidate.why})`,
          short: relative(directory, candidate.path),
          value: candidate.path,
        })),
      },
    ]);
    return path;
  } catch (error) {
    // Ctrl-C at the prompt: inquirer has its own name for it.
    if (error instanceof Error && /^(Exit|Abort)PromptError$/.test(error.name)) {
      const kind = 'interrupted';
      throw new ConsoleError('Interrupted.', { code: kind, kind, remedy: '', cause: error });
    }
    throw error;
  } finally {
    input.off('keypress', onKey);
  }
}

function withProject(options: SessionOptions, directory: string, explicitWhy: string): SessionOptions {
  return { ...options, project: { ...options.project, directory, isExplicit: true, explicitWhy } };
}
