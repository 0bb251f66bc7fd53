/**
 * Which project of a repository with several was chosen, in one JSON file of the user's own configuration directory.
 * Nothing is written into a project; a file that cannot be read remembers nothing.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { readText } from '../files/file-system.ts';
import { isRecord } from '../modules/module-values.ts';

/** XDG Base Directory Specification 0.8: a relative path in the variable is ignored. */
export function configDirectory(
  { XDG_CONFIG_HOME: xdg, HOME: home }: Readonly<Record<string, string | undefined>>,
  homeDirectory: string,
): string {
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'seqscope');
  return join(home !== undefined && isAbsolute(home) ? home : homeDirectory, '.config/seqscope');
}

/** The folder chosen for `repository`, null when none was. Absolute paths. */
export function rememberedProject(directory: string, repository: string): string | null {
  const chosen = readAll(directory)[repository];
  return typeof chosen === 'string' ? chosen : null;
}

/** False when it could not be written down, which is no reason to stop. */
export function rememberProject(directory: string, repository: string, path: string): boolean {
  const file = fileIn(directory);
  const text = `${JSON.stringify({ ...readAll(directory), [repository]: path }, null, 2)}\n`;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    // Renamed into place: another console may be reading.
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
    return true;
  } catch {
    return false;
  }
}

function readAll(directory: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readText(fileIn(directory)) ?? '{}');
    return isRecord(content) ? content : {};
  } catch {
    return {};
  }
}

function fileIn(directory: string): string {
  return join(directory, 'projects.json');
}
