/**
 * The number by which the console tells a host that hears nothing which evaluation is to end: the first eight bytes of a file that
 * both have open and that has no name any more, so that nothing is left of it.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InterruptSource } from '../evaluation/interrupting.ts';

/** Where the host finds the file: after its three streams and the channel. */
export const interruptDescriptor = 4;

export interface InterruptFlag {
  readonly descriptor: number;
  readonly raise: (evaluation: number) => void;
  readonly close: () => void;
}

/** Null where no file can be made: a loop behind an `await` then ends with its process. */
export function openInterruptFlag(): InterruptFlag | null {
  const descriptor = openNameless();
  if (descriptor === null) return null;
  const bytes = Buffer.alloc(8);
  let isOpen = true;
  return {
    descriptor,
    raise(evaluation) {
      if (!isOpen) return;
      bytes.writeBigUInt64LE(BigInt(evaluation));
      writeSync(descriptor, bytes, 0, 8, 0);
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

/** What the host reads of it: the number, little-endian; 0 as long as nothing was written. */
export function interruptFile(descriptor: number): InterruptSource {
  const bytes = Buffer.alloc(8);
  return () => {
    try {
      return readSync(descriptor, bytes, 0, 8, 0) === 8 ? Number(bytes.readBigUInt64LE(0)) : 0;
    } catch {
      return 0;
    }
  };
}
