/** What else may have made project code fail while it was loaded: a variable that is not set, a socket that was blocked. */
import { ConsoleError } from '../../errors.ts';
import { nameMissingVariables } from '../settings/missing-variables.ts';
import type { LoadingWatch } from './guard-loading.ts';

/** `problem`, with what was kept from the file it comes from as a hint. A problem of another kind stays as it is. */
export function explainFailure(problem: ConsoleError, watch: LoadingWatch, root: string): ConsoleError {
  const named = nameMissingVariables(problem, watch.missing, root);
  const blocked = watch.blocked();
  if (named.isNotice || blocked.length === 0 || !/^(?:module|config|rc)-failed$/.test(named.code))
    return named;
  const { code, kind, cause, details } = named;
  const hint = `Loading may not open sockets, and was kept from: ${blocked.join(', ')}.`;
  return new ConsoleError(named.message, {
    code,
    kind,
    remedy: `${named.remedy.replace(/\.$/, '')}; where it fetches what it needs, let it with \`--allow-sockets\`.`,
    details: { ...details, hint: details.hint === undefined ? hint : `${details.hint} ${hint}` },
    cause,
  });
}
