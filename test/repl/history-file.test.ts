import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyFile, historyPath, stateDirectory } from '../../src/repl/history-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seqscope-history-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the history of a project', () => {
  it('is kept apart from that of a project of the same name', () => {
    expect(historyPath('/state', '/a/shop')).not.toBe(historyPath('/state', '/b/shop'));
  });

  it('lies below the state directory', () => {
    expect(stateDirectory({ XDG_STATE_HOME: '/xdg', HOME: '/home/me' }, '/root')).toBe('/xdg/seqscope');
    expect(stateDirectory({ XDG_STATE_HOME: 'relative', HOME: '/home/me' }, '/root')).toBe(
      '/home/me/.local/state/seqscope',
    );
  });

  it('is read newest first, and by its owner alone', () => {
    const path = join(folder, 'new/lines');
    const file = historyFile(path);
    expect(file.read()).toEqual([]);
    for (const line of ['one', 'two', 'two', '', ' unsaid', 'three']) file.add(line);
    expect(file.read()).toEqual(['three', 'two', 'one']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('has an entry of several lines in one line, and reads it whole', () => {
    const path = join(folder, 'lines');
    const file = historyFile(path);
    for (const entry of ['one', '[1,\n  2]', "'\\n'"]) file.add(entry);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
    expect(historyFile(path).read()).toEqual(["'\\n'", '[1,\n  2]', 'one']);
  });

  it('holds no password of a connection string', () => {
    const path = join(folder, 'lines');
    historyFile(path).add("connect('postgres://me:secret@host/x')");
    expect(readFileSync(path, 'utf8')).toBe("connect('postgres://me:***@host/x')\n");
  });

  it('does not grow for ever', () => {
    const path = join(folder, 'lines');
    writeFileSync(path, Array.from({ length: 5000 }, (_, index) => `line ${String(index)}\n`).join(''));
    expect(historyFile(path).read()).toHaveLength(2000);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2001);
  });
});
