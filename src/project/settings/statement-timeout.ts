/** How long a statement may take, as people and PostgreSQL write it: `5s`, `500ms`, `2min`, or a number of milliseconds. */
import { ConsoleError } from '../../errors.ts';

/** The units of postgresql.conf (manual, 20.1.1), in milliseconds; `m` and `sec` beside them, because people write them. */
const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** statement_timeout is an int4 of milliseconds. */
const longestMs = 2 ** 31 - 1;

/** Milliseconds; 0 for no limit, which overrides the server's own setting. Null for what is no such time. */
export function parseStatementTimeout(value: unknown): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(String(value));
  if (match === null) return null;
  const factor = units[match[2] === '' ? 'ms' : (match[2] ?? '').toLowerCase()];
  const timeoutMs = factor === undefined ? Number.NaN : Math.round(Number(match[1]) * factor);
  return timeoutMs <= longestMs ? timeoutMs : null;
}

/** What the flag says. Throws for what is no time. */
export function timeoutOfFlag(text: string, flag = '--statement-timeout'): number {
  const timeoutMs = parseStatementTimeout(text);
  if (timeoutMs !== null) return timeoutMs;
  throw new ConsoleError(`"${text}" is no time for \`${flag}\`.`, {
    code: 'invalid-option',
    kind: 'usage',
    remedy: `Write it as \`5s\`, \`500ms\` or \`2min\`; \`0\` for no ${flag === '--lock-timeout' ? 'waiting' : 'limit'}.`,
  });
}
