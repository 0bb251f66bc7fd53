/**
 * The host process's root: project code lives and dies here. It never outlives the console: when the channel closes, it
 * closes the session and goes. Started to drop what a console left behind, it does that and goes.
 */
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { exitCodes, reportError } from '../errors.ts';
import { openSession } from '../open-session.ts';
import { isOwnError } from '../process/own-error.ts';
import type { Session } from '../session.ts';
import { environmentOf } from '../session/environment.ts';
import { settleWithin } from '../session/within.ts';
import { dropWord, type LeftBehind } from './drop-behind.ts';
import { keepCompiledCode } from './keep-compiled-code.ts';
import { interruptDescriptor, interruptFile } from './interrupt-flag.ts';
import { keepHeapLean } from './lean-heap.ts';
import type { ConsoleMessage, HostMessage } from './protocol.ts';
import { serveSession } from './serve-session.ts';

const closeLimitMs = 3_000;
const dropLimitMs = 20_000;
const ownFolder = fileURLToPath(new URL('.', import.meta.url));

keepCompiledCode();
keepHeapLean();

let session: Session | undefined;
let serve: ReturnType<typeof serveSession> | undefined;

function send(message: HostMessage): void {
  if (process.connected) process.send?.(message);
}

async function leave(exitCode: number): Promise<void> {
  if (session !== undefined) await settleWithin(session.close(), closeLimitMs);
  process.exit(exitCode);
}

// Node types a message as unknown; the console is the only one at the other end of the channel, and sends nothing else.
process.on('message', (message: ConsoleMessage) => {
  switch (message.type) {
    case 'open':
      session = openSession(
        message.options,
        environmentOf(process, { source: interruptFile(interruptDescriptor) }),
      );
      serve = serveSession(session, send);
      return;
    case 'call':
    case 'cancel':
      serve?.(message);
      return;
    case 'close':
      void leave(0);
      return;
  }
});

process.on('disconnect', () => void leave(0));

// A console that was killed leaves broken pipes: an error on them would be logged to them, for ever.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// Ctrl-C in a terminal reaches the whole process group; what it means is the console's to say.
process.on('SIGINT', () => undefined);

/**
 * What project code throws behind everybody's back (a client whose server is away) is a line in its log: ending the host
 * would shut such a project out for good. An error of our own ends it, stack shown.
 */
function surviveStrayError(error: unknown): void {
  if (!isOwnError(error, ownFolder)) {
    console.error(error);
    return;
  }
  send({ type: 'crashed', report: reportError(error) });
  process.exit(exitCodes.bug);
}

process.on('uncaughtException', surviveStrayError);
process.on('unhandledRejection', surviveStrayError);

async function dropLeftBehind(): Promise<void> {
  const { options, left } = JSON.parse(await text(process.stdin)) as LeftBehind; // drop-behind.ts writes nothing else
  session = openSession(options, environmentOf(process));
  await settleWithin(session.dropScratch(left), dropLimitMs);
}

if (process.argv.includes(dropWord)) void dropLeftBehind().finally(() => leave(0));
