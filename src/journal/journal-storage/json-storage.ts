/**
 * The `json` storage: a file that holds an array of names, two spaces deep, byte for byte as umzug 2 writes it. The file is
 * replaced whole, so that a reader or a crash never meets half of it.
 */
import { randomBytes } from 'node:crypto';
import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { ConsoleError } from '../../errors.ts';
import type { JournalStore, RecordedNames } from './journal-storage.ts';

export function jsonStorage(path: string): JournalStore {
  return {
    isTransactional: false,
    read: () => readNames(path),
    async record(name) {
      const { names } = await readNames(path);
      await writeNames(path, [...names, name]);
    },
    async remove(name) {
      const { names } = await readNames(path);
      await writeNames(
        path,
        names.filter((recorded) => recorded !== name),
      );
    },
    remembered: () => null,
    async change({ removed, written }) {
      const { names } = await readNames(path);
      const kept = names.filter((name) => !removed.includes(name) && !written.includes(name));
      await writeNames(path, [...kept, ...written]);
    },
  };
}

async function readNames(path: string): Promise<RecordedNames> {
  const text = await readText(path);
  if (text === null) return { names: [], exists: false };
  const names = parseNames(text);
  if (names === null) {
    throw new ConsoleError(`The journal file "${path}" is not a JSON array of names.`, {
      code: 'journal-unreadable',
      kind: 'usage',
      remedy:
        'Mend the file so that it reads like ["20260101000000-first.js"], or restore it from version control.',
      details: { file: path },
    });
  }
  return { names, exists: true };
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function parseNames(text: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((name): name is string => typeof name === 'string')
      ? value
      : null;
  } catch {
    return null;
  }
}

async function writeNames(path: string, names: readonly string[]): Promise<void> {
  // A link keeps pointing where it points: the file it leads to is the one replaced.
  const target = await realpath(path).catch(() => path);
  const temporary = `${target}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, JSON.stringify(names, null, '  '), { flush: true });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
