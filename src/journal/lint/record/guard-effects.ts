/**
 * What a migration may do beside its database while it is recorded: nothing. Sockets are refused, programs are not started, files
 * are not written. Reading files is left to it: migrations read their SQL.
 */
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { currentRecording } from './recording-context.ts';

type Method = (this: unknown, ...values: unknown[]) => unknown;

const fileWriters = [
  'appendFile',
  'copyFile',
  'cp',
  'mkdir',
  'rename',
  'rm',
  'rmdir',
  'truncate',
  'unlink',
  'writeFile',
] as const;

let isGuarded = false;

/** Once a process; nothing changes for code outside a recording. */
export function guardEffects(): void {
  if (isGuarded) return;
  isGuarded = true;
  guard(net.Socket.prototype, 'connect', ([first]) => `a connection to ${placeOf(first)}`);
  for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']) {
    guard(childProcess, name, ([program]) => `starting "${text(program)}"`);
  }
  for (const name of fileWriters) {
    const what = ([path]: readonly unknown[]) => `writing "${text(path)}"`;
    guard(fs, name, what);
    guard(fs, `${name}Sync`, what);
    guard(fs.promises, name, what);
  }
  guard(fs, 'createWriteStream', ([path]) => `writing "${text(path)}"`);
  // ES modules import the functions by name.
  syncBuiltinESMExports();
}

function guard(owner: object, name: string, what: (values: readonly unknown[]) => string): void {
  const methods = owner as Record<string, unknown>;
  const own = methods[name];
  if (typeof own !== 'function') return;
  // Checked just above; what it takes is passed on as it came.
  const method = own as Method;
  const guarded = function (this: unknown, ...values: unknown[]): unknown {
    const recording = currentRecording();
    // A compiler that translates the file on the way keeps its cache and its helper process.
    if (recording === null || isCompilersOwn()) return method.apply(this, values);
    const effect = what(values);
    recording.block(effect);
    throw new Error(`${effect} is not allowed while a migration is only read`);
  };
  // Node reads properties such as `promisify.custom` off some of them.
  methods[name] = Object.defineProperties(guarded, Object.getOwnPropertyDescriptors(own));
}

function isCompilersOwn(): boolean {
  return /[\\/]node_modules[\\/](?:tsx|esbuild)[\\/]/.test(new Error().stack ?? '');
}

function placeOf(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null) return text(first);
  const { path, host, port } = first as { path?: unknown; host?: unknown; port?: unknown };
  return typeof path === 'string' ? path : `${text(host ?? 'localhost')}:${text(port)}`;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'something';
}
