/**
 * Reads what a running server says of itself in `postmaster.pid` (PostgreSQL source, src/include/utils/pidfile.h) and tells
 * a live server from the file that a dead one left. A process id alone proves nothing: it may have been given away again.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, readlink, realpath } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Postmaster {
  readonly processId: number;
  readonly port: number;
  readonly socketDirectory: string;
  readonly status: 'starting' | 'ready' | 'stopping';
}

/** Null without a file, and while the server is still writing it. */
export async function readPostmaster(dataDirectory: string): Promise<Postmaster | null> {
  const text = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const [processId, , , port, socketDirectory, , , status] = lines;
  if (processId === undefined || !/^\d+$/.test(processId)) return null;
  return {
    processId: Number(processId),
    port: Number(port ?? 0),
    socketDirectory: socketDirectory ?? '',
    status: status === 'ready' ? 'ready' : status === 'stopping' ? 'stopping' : 'starting',
  };
}

/** True when the server that wrote the file lives, be it in another container that shares the directory. */
export async function isRunning(postmaster: Postmaster, dataDirectory: string): Promise<boolean> {
  if (await isServerProcess(postmaster.processId, dataDirectory)) return true;
  return postmaster.socketDirectory !== '' && (await answers(socketPath(postmaster)));
}

export function socketPath(server: { readonly socketDirectory: string; readonly port: number }): string {
  return join(server.socketDirectory, `.s.PGSQL.${server.port}`);
}

/** True when the process runs, whoever owns it. A zombie, which a container without an init never buries, is dead. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return process.platform !== 'linux' || !isZombie(processId);
}

/** The state follows the command's name in parentheses, which may hold any character (proc(5), /proc/pid/stat). */
function isZombie(processId: number): boolean {
  try {
    const text = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return /^[ZX]/.test(text.slice(text.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

/** A server's working directory is its data directory; where that cannot be asked for, its name has to do. */
export async function isServerProcess(processId: number, dataDirectory: string): Promise<boolean> {
  if (!isAlive(processId)) return false;
  try {
    if (process.platform === 'linux') {
      return (await readlink(`/proc/${processId}/cwd`)) === (await realpath(dataDirectory));
    }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'comm=', '-p', String(processId)]);
    return stdout.includes('postgres');
  } catch {
    return false;
  }
}

/** True when something listens on the socket. */
export async function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const settle = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.setTimeout(1000, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
