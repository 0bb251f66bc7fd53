/**
 * The console on Rituality behind a proxy of its own, with something under way that a lock keeps from ending; and the ways to take
 * server, connection or host process away from it meanwhile.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { ConnectionTarget } from '../../src/database/target.ts';
import type { CuttableProxy } from '../support/cuttable-proxy.ts';
import { ritualityVariables } from '../support/rituality.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const root = resolve(import.meta.dirname, '../..');
const binary = resolve(root, 'bin/seqscope.js');

/** Some of the rows have come by then, and not all. */
const exportedPart = 300_000;
const exportedFile = join(tmpdir(), `seqscope-killed-${String(process.pid)}.jsonl`);

/** Holds tables locked until it is let go, so that what reads them stays under way. */
export async function lockTables(
  target: ConnectionTarget,
  ...tables: readonly string[]
): Promise<() => Promise<void>> {
  const { host, port, database, user } = target;
  const client = new pg.Client({ host, port, database, user, application_name: 'locker' });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`);
  return () => client.end().catch(() => undefined);
}

/** The console with active users, the cursor on the eighth one. */
export async function openUsers(target: ConnectionTarget): Promise<TerminalProcess> {
  const console = new TerminalProcess(process.execPath, [binary], {
    columns: 110,
    rows: 32,
    cwd: root,
    env: ritualityVariables(target),
  });
  await console.until('~5.0k');
  await console.type('/', 'U', 's', 'e', 'r', keys.enter);
  await console.until(/row 1 of \S+ · /);
  await console.type('F');
  await console.until(' filter');
  console.send('status = active');
  await console.type(keys.enter);
  // The estimate of the filtered rows is asked for when they are here.
  await console.until(/row 1 of ~[\d,]+ · id · filter status = active/);
  await console.type('j', 'j', 'j', 'j', 'j', 'j', 'j');
  await console.until('row 8 of ~');
  return console;
}

/** Waits until the console says that it is connected again, and takes that off the status line. */
async function newsOver(console: TerminalProcess): Promise<void> {
  await console.until(/Connected again\.|The project is loaded again\./, 30_000);
  await console.type('h');
}

/** What is under way when it happens: how it is begun, what shows that it is, and what it shows when it ends after all. */
export interface Undertaking {
  readonly name: string;
  /** Keeps it from ending until it is let go. */
  hold(target: ConnectionTarget, proxy: CuttableProxy): Promise<() => Promise<void>>;
  begin(console: TerminalProcess, proxy: CuttableProxy): Promise<void>;
  end(console: TerminalProcess): Promise<void>;
}

export const undertakings: readonly Undertaking[] = [
  {
    name: 'a page',
    hold: (target) => lockTables(target, 'users'),
    async begin(console) {
      await console.type('r');
      await console.until('working …');
    },
    async end(console) {
      await newsOver(console);
      await console.until((text) => /row ~?8 of ~/.test(text) && /\d ms/.test(text));
    },
  },
  {
    name: 'a count',
    hold: (target) => lockTables(target, 'users'),
    async begin(console) {
      await console.type('c');
      await console.until('of …');
    },
    async end(console) {
      await newsOver(console);
      await console.until(/row ~?8 of \d,\d{3}/);
    },
  },
  {
    name: 'a follow',
    hold: (target) => lockTables(target, 'user_devices'),
    async begin(console) {
      await console.type('f');
      await console.until('devices');
      console.send('devices');
      await console.type(keys.enter);
      await console.until('› devices');
      await console.until('working …');
    },
    async end(console) {
      await newsOver(console);
      await console.until((text) => /row [01] of \d|No related rows/.test(text));
      await console.type(keys.escape);
      await console.until(/row ~?8 of/);
    },
  },
  {
    name: 'an export',
    hold: (_target, proxy) => Promise.resolve(proxy.stallAfter(exportedPart)),
    async begin(console, proxy) {
      await rm(exportedFile, { force: true });
      await console.type('E');
      await console.until('Format');
      await console.type(keys.tab, keys.tab, keys.tab);
      await console.until('JSON lines');
      console.send(keys.backspace.repeat('User.jsonl'.length));
      console.send(exportedFile);
      await console.type(keys.enter);
      await console.until('exporting');
      while (!proxy.isStalled) await delay(20);
    },
    async end(console) {
      await console.until(/Exported [\d,]+ rows/, 30_000);
      const [, shown = ''] = /Exported ([\d,]+) rows/.exec(console.text()) ?? [];
      const lines = (await readFile(exportedFile, 'utf8')).trimEnd().split('\n');
      assert.equal(lines.length, Number(shown.replaceAll(',', '')));
      assert.equal(new Set(lines).size, lines.length);
      const beside = await readdir(dirname(exportedFile));
      assert.deepEqual(
        beside.filter((name) => name.includes(basename(exportedFile))),
        [basename(exportedFile)],
      );
      await rm(exportedFile);
      await console.type('h');
    },
  },
];

export function undertaking(name: string): Undertaking {
  const found = undertakings.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no undertaking is called "${name}"`);
  return found;
}

/** The process that holds the session: the console's only child. */
export async function hostProcessOf(console: TerminalProcess): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const child = stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .find(([, parent]) => parent === console.pid);
  if (child?.[0] === undefined) throw new Error('the console has no host process');
  return child[0];
}
