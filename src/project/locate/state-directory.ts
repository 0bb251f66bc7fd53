/** Where what a user did is kept: history, which nothing depends on. */
import { isAbsolute, join } from 'node:path';

/** XDG Base Directory Specification 0.8: a relative path in the variable is ignored. */
export function stateDirectory(
  { XDG_STATE_HOME: xdg, HOME: home }: Readonly<Record<string, string | undefined>>,
  fallbackHome: string,
): string {
  const base = xdg !== undefined && isAbsolute(xdg) ? xdg : join(home ?? fallbackHome, '.local', 'state');
  return join(base, 'seqscope');
}
