/** An error report as text to read whole: what happened, where, and what to type. */
import type { ErrorReport } from '../errors.ts';

export function reportText({ message, remedy, details, stack }: ErrorReport): string {
  const { file, line, column, excerpt, detail, hint } = details;
  const place = file === undefined ? [] : [file, line, column].filter((part) => part !== undefined);
  const evidence = [place.join(':'), excerpt, detail, hint].filter(isSaid).join('\n');
  return [message, evidence, remedy === '' ? '' : `→ ${remedy}`, stack].filter(isSaid).join('\n\n');
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
