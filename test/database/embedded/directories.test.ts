import { expect, test } from 'vitest';
import { embeddedDirectories } from '../../../src/database/embedded/directories.ts';
import { lastLogLines } from '../../../src/database/embedded/server-log.ts';
import { socketDirectoryFor } from '../../../src/database/embedded/socket-directory.ts';

const user = { homeDirectory: '/home/ada', userId: 1000 };
const root = { homeDirectory: '/root', userId: 0 };

test('without XDG variables everything lies in the home, sockets beside the state', () => {
  expect(embeddedDirectories({ HOME: '/home/ada', PATH: '/usr/bin:bin::/opt/pg/bin' }, user)).toEqual({
    stateDirectory: '/home/ada/.local/state/seqscope',
    cacheDirectory: '/home/ada/.cache/seqscope',
    runtimeDirectory: '/home/ada/.local/state/seqscope/run',
    searchPath: ['/usr/bin', '/opt/pg/bin'],
  });
});

test('XDG variables are followed', () => {
  const variables = { XDG_STATE_HOME: '/s', XDG_CACHE_HOME: '/c', XDG_RUNTIME_DIR: '/run/user/1000' };
  expect(embeddedDirectories(variables, user)).toMatchObject({
    stateDirectory: '/s/seqscope',
    cacheDirectory: '/c/seqscope',
    runtimeDirectory: '/run/user/1000/seqscope',
  });
});

test('a relative path in a variable is ignored, as the XDG specification asks', () => {
  expect(embeddedDirectories({ HOME: 'ada', XDG_STATE_HOME: 'state' }, user).stateDirectory).toBe(
    '/home/ada/.local/state/seqscope',
  );
});

test("under sudo the caller's home is left alone", () => {
  const variables = { HOME: '/home/ada', SUDO_UID: '1000' };
  expect(embeddedDirectories(variables, root)).toMatchObject({
    stateDirectory: '/var/lib/seqscope',
    cacheDirectory: '/var/lib/seqscope/cache',
    runtimeDirectory: '/var/lib/seqscope/run',
  });
});

test('a root that is nobody else uses its own home', () => {
  expect(embeddedDirectories({ HOME: '/root' }, root).stateDirectory).toBe('/root/.local/state/seqscope');
});

test('each data directory has a socket directory of its own, the same every time', () => {
  const [a, b] = [socketDirectoryFor('/run/x', '/a/data', 15), socketDirectoryFor('/run/x', '/b/data', 15)];
  expect(a).toMatch(/^\/run\/x\/pg15-[0-9a-f]{8}$/);
  expect(a).not.toBe(b);
  expect(socketDirectoryFor('/run/x', '/a/data', 15)).toBe(a);
});

test('a path is measured in bytes', () => {
  expect(socketDirectoryFor(`/${'ж'.repeat(40)}`, '/a/data', 15)).toMatch(/^\/tmp\/seqscope-pg15-/);
  expect(socketDirectoryFor(`/${'z'.repeat(40)}`, '/a/data', 15)).toMatch(/^\/z+\/pg15-/);
});

test('the last lines of a log lose their time and process id', () => {
  const log = [
    '2026-01-09 12:00:00.123 UTC [77] LOG:  starting',
    '2026-01-09 12:00:00.124 UTC [77] FATAL:  no space left',
    '',
  ].join('\n');
  expect(lastLogLines(log, 1)).toBe('FATAL:  no space left');
});
