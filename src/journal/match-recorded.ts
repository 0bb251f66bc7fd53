/**
 * Which recorded names mean which files. A name recorded with another extension (the `.js` a build made of a `.ts`), without
 * one, or with a folder before it still means the same migration.
 */
import { posix, win32 } from 'node:path';
import type { JournalFileName } from './list-files.ts';

export interface RecordedMatch {
  /** Files that were executed, each with the name it is recorded under. */
  readonly executed: ReadonlyMap<string, string>;
  /** Recorded names that mean no file, each once. */
  readonly orphaned: readonly string[];
}

/** The exact name wins; a loose one counts only when it means one file. */
export function matchRecorded(files: readonly JournalFileName[], recorded: readonly string[]): RecordedMatch {
  const present = new Set(files.map(({ name }) => name));
  const executed = new Map<string, string>();
  const loose: string[] = [];
  for (const name of new Set(recorded)) {
    if (present.has(name)) executed.set(name, name);
    else loose.push(name);
  }
  const unmatched = new Map<string, JournalFileName[]>();
  for (const file of files) {
    if (executed.has(file.name)) continue;
    const stem = stemOf(file.name);
    unmatched.set(stem, [...(unmatched.get(stem) ?? []), file]);
  }
  const orphaned = loose.filter((name) => {
    const [file, ...others] = unmatched.get(stemOf(name)) ?? unmatched.get(fileNameOf(name)) ?? [];
    if (file === undefined || others.length > 0 || executed.has(file.name)) return true;
    executed.set(file.name, name);
    return false;
  });
  return { executed, orphaned };
}

/** Every name under which a file may have been recorded, itself first. */
export function recordableNames(name: string): readonly string[] {
  const stem = stemOf(name);
  return [
    ...new Set([
      name,
      stem,
      ...['js', 'ts', 'cjs', 'mjs', 'cts', 'mts'].map((extension) => `${stem}.${extension}`),
    ]),
  ];
}

/**
 * The name to record a file under that runs now: as the newest of `executed` with the same extension is recorded, else as
 * the build has it when the file is the source of one. A journal is shared with the project's own tool, which would run
 * again what it finds under another name.
 */
export function nameToRecord(
  name: string,
  executed: readonly { readonly name: string; readonly recordedAs?: string | undefined }[],
  isSourceOfBuild: boolean,
): string {
  const sample = executed.findLast((entry) => posix.extname(entry.name) === posix.extname(name));
  if (sample === undefined) return isSourceOfBuild ? name.replace(/\.([cm]?)ts$/, '.$1js') : name;
  const { recordedAs = sample.name } = sample;
  const at = recordedAs.lastIndexOf(stemOf(sample.name));
  const isAlike = recordedAs === sample.name || at < 0 || name.includes('/');
  return isAlike
    ? name
    : `${recordedAs.slice(0, at)}${stemOf(name)}${recordedAs.slice(at + stemOf(sample.name).length)}`;
}

function stemOf(name: string): string {
  return fileNameOf(name).replace(/\.[cm]?[jt]s$/, '');
}

function fileNameOf(name: string): string {
  return win32.basename(posix.basename(name));
}
