/** Standard input whole. */
import type { Input } from './command.ts';

/** Rejects with the signal's reason when it is aborted. */
export async function readAll(input: Input, signal: AbortSignal): Promise<string> {
  const abort = () => input.emit('error', signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of input) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
