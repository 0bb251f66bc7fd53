/**
 * The saved views of a project, in one JSON file of the user's own configuration directory; nothing is written into the
 * project. A file that cannot be understood is never written over.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import { isRecord } from '../../project/modules/module-values.ts';
import { isSameSource, type SavedView } from './saved-view.ts';

/** The file of the project at `root`, an absolute path; another folder is another project. */
export function viewFile(configDirectory: string, root: string): string {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  return join(configDirectory, 'views', `${name}.json`);
}

/** In the order of the file; none where there is no file. Rejects with `views-unreadable`. */
export function readViews(file: string): readonly SavedView[] {
  const text = readFile(file);
  if (text === null) return [];
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw unreadable(file, 'it is not JSON', cause);
  }
  const views: unknown = isRecord(content) ? content['views'] : null;
  if (!Array.isArray(views)) throw unreadable(file, 'it has no list of views');
  const wrong = views.findIndex((view) => !isSavedView(view));
  if (wrong >= 0) throw unreadable(file, `view ${String(wrong + 1)} is not one of seqscope's`);
  // Each was looked at just now.
  return views as readonly SavedView[];
}

/** Adds the view, or puts it in the place of the one of its name; a default takes that from the others of its source. */
export function saveView(file: string, root: string, view: SavedView): readonly SavedView[] {
  const others = readViews(file).filter((other) => !isSame(other, view));
  const kept = others.map((other) =>
    view.isDefault && isSameSource(other.source, view.source) ? { ...other, isDefault: false } : other,
  );
  return write(file, root, [...kept, view]);
}

export function deleteView(
  file: string,
  root: string,
  view: Pick<SavedView, 'source' | 'name'>,
): readonly SavedView[] {
  return write(
    file,
    root,
    readViews(file).filter((other) => !isSame(other, view)),
  );
}

function isSame(a: Pick<SavedView, 'source' | 'name'>, b: Pick<SavedView, 'source' | 'name'>): boolean {
  return a.name === b.name && isSameSource(a.source, b.source);
}

function write(file: string, root: string, views: readonly SavedView[]): readonly SavedView[] {
  const text = `${JSON.stringify({ project: root, views }, plainNumbers, 2)}\n`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Renamed into place: another console may be reading, and a full disk must not cost what was saved.
    writeFileSync(`${file}.${process.pid}`, text, { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  } catch (cause) {
    throw new ConsoleError(`The views could not be saved in "${file}": ${messageOf(cause)}.`, {
      code: 'views-unwritable',
      remedy: 'Make the folder writable, or let XDG_CONFIG_HOME name another one.',
      details: { file },
      cause,
    });
  }
  return views;
}

function readFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (isRecord(cause) && cause['code'] === 'ENOENT') return null;
    throw unreadable(file, messageOf(cause), cause);
  }
}

/** Arguments of scopes may be big integers, which JSON lacks. */
function plainNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function unreadable(file: string, why: string, cause?: unknown): ConsoleError {
  return new ConsoleError(`The saved views cannot be read: ${why} ("${file}").`, {
    code: 'views-unreadable',
    remedy: 'Mend the file or move it away; it is left as it is.',
    details: { file },
    cause,
  });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function isSavedView(view: unknown): boolean {
  if (!isRecord(view)) return false;
  const { name, source, scopes, isUnscoped, filter, order, softDeleted, isDefault, columns } = view;
  return (
    typeof name === 'string' &&
    isSource(source) &&
    isListOf(scopes, (scope) => typeof scope['name'] === 'string' && Array.isArray(scope['arguments'])) &&
    typeof isUnscoped === 'boolean' &&
    typeof filter === 'string' &&
    isListOf(order, isOrderTerm) &&
    (softDeleted === 'hidden' || softDeleted === 'shown') &&
    typeof isDefault === 'boolean' &&
    isRecord(columns) &&
    isTexts(columns['order']) &&
    isTexts(columns['hidden']) &&
    isCount(columns['frozen']) &&
    isListOf(columns['widths'], ({ name: column, width }) => typeof column === 'string' && isCount(width))
  );
}

function isSource(source: unknown): boolean {
  if (!isRecord(source) || typeof source['name'] !== 'string') return false;
  return source['type'] === 'model' || (source['type'] === 'table' && typeof source['schema'] === 'string');
}

function isOrderTerm({ attribute, direction, nulls }: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof attribute === 'string' &&
    (direction === 'asc' || direction === 'desc') &&
    (nulls === undefined || nulls === 'first' || nulls === 'last')
  );
}

function isListOf(list: unknown, isItem: (item: Readonly<Record<string, unknown>>) => boolean): boolean {
  return Array.isArray(list) && list.every((item: unknown) => isRecord(item) && isItem(item));
}

function isTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((item) => typeof item === 'string');
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1000;
}
