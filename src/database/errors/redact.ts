/**
 * Takes passwords out of text before it leaves the database room: connection URLs, keyword strings, and SQL that sets one.
 */

const mask = '***';

/** `postgres://me:secret@host/x` → `postgres://me:***@host/x`; `password=secret` and `PASSWORD 'secret'` likewise. */
export function redactPasswords(text: string): string {
  return (
    text
      // Up to the last @ before the path: a password that was not percent-encoded may hold one itself.
      .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@'"]*):[^\s/?#'"]*@/gi, `$1:${mask}@`)
      .replace(/\b((?:pg)?password|pwd|passphrase)(\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s&;,'"]+)/gi, `$1$2${mask}`)
      .replace(/\b(password)(\s+)(?:E?'(?:[^'\\]|''|\\.)*'|\$(\w*)\$[\s\S]*?\$\3\$)/gi, `$1$2'${mask}'`)
      .replace(/("password"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, `$1"${mask}"`)
  );
}

/** The error itself when nothing in it needs hiding; otherwise a plain one that says the same without the secret. */
export function redactedCause(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const statement = 'sql' in error && typeof error.sql === 'string' ? error.sql : '';
  const shown = `${error.stack ?? ''}\n${error.message}\n${statement}`;
  if (redactPasswords(shown) === shown) return error;
  const cause = new Error(redactPasswords(error.message));
  cause.name = error.name;
  if (error.stack !== undefined) cause.stack = redactPasswords(error.stack);
  return cause;
}
