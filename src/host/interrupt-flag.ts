/**
 * What the console and a host that hears nothing tell each other of an evaluation that is to end: three numbers of eight bytes in a
 * file that both have open and that has no name any more, so that nothing is left of it.
 *
 * A signal must meet the host within the reach of its code only (evaluation/run-script.ts). So each side writes its own number
 * before it reads the other's: the console says that it signals and sends it only where the host is within reach, the host says that
 * it leaves and waits for the signal that was said before. Whatever the order, one of the two sees the other.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InterruptSource } from '../evaluation/interrupting.ts';

/** Where the host finds the file: after its three streams and the channel. */
export const interruptDescriptor = 4;

/** The evaluation that is to end, the one that a signal is sent to, and the one that a signal reaches; 0 for none. */
const places = { wanted: 0, signalled: 8, reachable: 16 } as const;

/** How long a signal that was sent may be on its way. */
const signalLimitMs = 1_000;

export interface InterruptFlag {
  readonly descriptor: number;
  readonly raise: (evaluation: number) => void;
  /** Calls `send` where a signal reaches that evaluation, and says whether it did. */
  readonly signal: (evaluation: number, send: () => void) => boolean;
  readonly close: () => void;
}

/** Null where no file can be made: what does not end by itself then ends with its process. */
export function openInterruptFlag(): InterruptFlag | null {
  const descriptor = openNameless();
  if (descriptor === null) return null;
  const numbers = numbersIn(descriptor);
  let isOpen = true;
  return {
    descriptor,
    raise(evaluation) {
      if (isOpen) numbers.write('wanted', evaluation);
    },
    signal(evaluation, send) {
      if (!isOpen) return false;
      numbers.write('signalled', evaluation);
      const isReached = numbers.read('reachable') === evaluation;
      if (isReached) send();
      else numbers.write('signalled', 0);
      return isReached;
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

function openNameless(): number | null {
  const path = join(tmpdir(), `seqscope-${randomUUID()}`);
  try {
    const descriptor = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    return descriptor;
  } catch {
    return null;
  }
}

/** The host's side. */
export function interruptFile(descriptor: number): InterruptSource {
  const numbers = numbersIn(descriptor);
  return {
    wanted: () => numbers.read('wanted'),
    enter: (evaluation) => numbers.write('reachable', evaluation),
    leave(evaluation) {
      numbers.write('reachable', 0);
      const until = performance.now() + signalLimitMs;
      while (numbers.read('signalled') === evaluation && performance.now() < until);
    },
  };
}

/** Little-endian; what cannot be read is 0. */
function numbersIn(descriptor: number) {
  const bytes = Buffer.alloc(8);
  return {
    read(place: keyof typeof places): number {
      try {
        return readSync(descriptor, bytes, 0, 8, places[place]) === 8 ? Number(bytes.readBigUInt64LE(0)) : 0;
      } catch {
        return 0;
      }
    },
    write(place: keyof typeof places, value: number): void {
      try {
        bytes.writeBigUInt64LE(BigInt(value));
        writeSync(descriptor, bytes, 0, 8, places[place]);
      } catch {
        // As where there is no file: see openInterruptFlag.
      }
    },
  };
}
