/** `hash` and `verify` of typed code, with the project's own bcrypt where it has one. Loaded when they are called. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ConsoleError } from '../../errors.ts';

interface Bcrypt {
  readonly hash: (password: string, rounds: number) => Promise<string>;
  readonly compare: (password: string, hash: string) => Promise<boolean>;
}

export interface Passwords {
  /** With ten rounds unless said otherwise, as bcrypt's own documentation has it. */
  readonly hash: (password: string, rounds?: number) => Promise<string>;
  readonly verify: (password: string, hash: string) => Promise<boolean>;
}

const usualRounds = 10;

export function passwordsOf(root: string): Passwords {
  return {
    hash: async (password, rounds = usualRounds) => load(root).hash(password, rounds),
    verify: async (password, hash) => load(root).compare(password, hash),
  };
}

function load(root: string): Bcrypt {
  for (const from of [join(root, 'package.json'), import.meta.url]) {
    const require = createRequire(from);
    for (const name of ['bcrypt', 'bcryptjs']) {
      try {
        // Both packages have the two functions by these names.
        return require(name) as Bcrypt;
      } catch {
        // Not installed there, or not built.
      }
    }
  }
  throw new ConsoleError('No bcrypt that loads is installed.', {
    code: 'bcrypt-missing',
    remedy: 'Run `npm install bcryptjs` in the project.',
  });
}
