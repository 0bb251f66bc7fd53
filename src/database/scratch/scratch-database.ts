/**
 * A database for a while: a copy of another one, with its rows where the server can copy it, with empty tables otherwise. It is
 * dropped when the work is over; one that a killed process left behind is dropped by the next call.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database, type DatabaseConnection } from '../client.ts';
import { ConsoleError, reportError } from '../../errors.ts';
import { onMaintenanceDatabase } from '../create-database.ts';
import type { SchemaDifference } from '../snapshot/difference.ts';
import { readSnapshot } from '../snapshot/read-snapshot.ts';
import { rebuildSchema } from '../snapshot/rebuild.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ConnectionMode, ConnectionTarget } from '../target.ts';
import { copyWhole } from './copy-whole.ts';
import { scratchPrefix, sweep } from './drop-scratch.ts';
import { type DoneScratch, scratchDrops } from './drop-together.ts';
import { keepPath } from './keep-path.ts';
import type { ScratchPlace } from './scratch-place.ts';

export interface ScratchOptions {
  /** A database bigger than this is not copied with its rows: nobody can connect to it while it is being copied. */
  readonly largestCopyBytes: number;
  /** Another server, asked for when the first lets nobody create a database. */
  readonly elsewhere: (() => Promise<ConnectionTarget>) | null;
  /** What of the source is rebuilt, instead of a copy of all of it; rows never are then. */
  readonly select?: ((source: Snapshot) => Snapshot) | undefined;
  /** What is built, where it is known already: the source is not read. */
  readonly wanted?: Snapshot | undefined;
  /** True where nothing may be written to the server of the source: the copy is made elsewhere at once. */
  readonly isNeverHere?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told before it is made: a process that is killed says nothing any more. */
  readonly onScratch?: ((place: ScratchPlace) => void) | undefined;
  /** Takes the dropping over when the work is done; without it the call resolves when the copy is gone. */
  readonly dropLater?: ((scratch: DoneScratch) => void) | undefined;
}

/** What of it is the same for all copies of one piece of work. */
export type ScratchWays = Pick<
  ScratchOptions,
  'elsewhere' | 'signal' | 'isNeverHere' | 'onScratch' | 'dropLater'
>;

export interface ScratchCopy {
  readonly target: ConnectionTarget;
  readonly how: 'template' | 'schema';
  readonly isElsewhere: boolean;
  /** What could not be rebuilt; nothing for a copy made by the server. */
  readonly missing: SchemaDifference;
}

const mode: ConnectionMode = { readOnly: false, statementTimeoutMs: null };
const nothing: SchemaDifference = { added: [], removed: [], changed: [] };

/** Nobody may be connected to `source` through us: the server copies no database that is in use. */
export async function withScratchCopy<T>(
  source: ConnectionTarget,
  options: ScratchOptions,
  work: (copy: ScratchCopy) => Promise<T>,
): Promise<T> {
  const { elsewhere, isNeverHere } = options;
  if (isNeverHere === true && elsewhere !== null) {
    const server = await elsewhere().catch((error: unknown) => {
      throw noServer('A read-only session makes no database beside the real one', null, error);
    });
    return onScratchDatabase(source, server, options, work).catch((error: unknown) => {
      throw causeOf(error);
    });
  }
  try {
    return await onScratchDatabase(source, source, options, work);
  } catch (error) {
    if (!(error instanceof CannotCreate) || elsewhere === null) throw causeOf(error);
    const server = await elsewhere().catch((reason: unknown) => {
      throw noServer(`The role "${source.user}" may create no database here`, source.user, reason);
    });
    return onScratchDatabase(source, server, options, work).catch((second: unknown) => {
      throw causeOf(second);
    });
  }
}

/** Neither here nor on the embedded server. */
function noServer(why: string, role: string | null, reason: unknown): ConsoleError {
  const { message, remedy } = reportError(reason);
  return new ConsoleError(
    `${why}, and the embedded server, which would do instead, does not start: ${message}`,
    {
      code: 'no-scratch-database',
      remedy:
        role === null
          ? remedy
          : `Let the role create databases: \`ALTER ROLE ${pg.escapeIdentifier(role)} CREATEDB\`. ${remedy}`.trimEnd(),
      cause: reason,
    },
  );
}

/** The server lets us create no database. */
class CannotCreate extends Error {}

function causeOf(error: unknown): unknown {
  return error instanceof CannotCreate ? error.cause : error;
}

async function onScratchDatabase<T>(
  source: ConnectionTarget,
  server: ConnectionTarget,
  options: ScratchOptions,
  work: (copy: ScratchCopy) => Promise<T>,
): Promise<T> {
  const target = { ...server, database: `${scratchPrefix}${randomBytes(8).toString('hex')}` };
  const keeper = openDatabase(target, mode, { maxConnections: 1 });
  const isElsewhere = server !== source;
  const own = scratchDrops();
  options.onScratch?.({ database: target.database, isElsewhere });
  // One that nobody is connected to may be dropped by another call, so it is kept from the moment it is there.
  const { how, letGo } = await onMaintenanceDatabase(server, mode, (maintenance) =>
    unswept(maintenance, async (connection) => {
      const whole = isElsewhere || options.select || options.wanted ? null : options;
      const made = await create(connection, source, target, whole);
      if (!isElsewhere) await keepPath(connection, source.database, target.database);
      return { how: made, letGo: await hold(keeper) };
    }),
  ).catch(async (error: unknown) => {
    own.add({ target, letGo: () => keeper.close() });
    // A server that makes none refuses to drop one, too.
    await own.end().catch(() => undefined);
    throw error;
  });
  try {
    const missing = how === 'template' ? nothing : await rebuild(source, target, options);
    return await work({ target, how, isElsewhere, missing });
  } finally {
    const add = options.dropLater ?? own.add;
    add({
      target,
      letGo() {
        letGo();
        return keeper.close();
      },
    });
    await own.end();
  }
}

/** Sweeps, then works while nobody does, on this server: others may make theirs at the same time. */
async function unswept<T>(
  database: Database,
  work: (connection: DatabaseConnection) => Promise<T>,
): Promise<T> {
  return database.withConnection(async (connection) => {
    await locked(connection, '', () => sweep(connection));
    return locked(connection, '_shared', () => work(connection));
  });
}

/** Shared with others that lock it so, alone otherwise. */
async function locked<T>(
  connection: DatabaseConnection,
  way: '' | '_shared',
  work: () => Promise<T>,
): Promise<T> {
  const key = `hashtext('${scratchPrefix}')`;
  await connection.query(`SELECT pg_advisory_lock${way}(${key})`);
  try {
    return await work();
  } finally {
    await connection.query(`SELECT pg_advisory_unlock${way}(${key})`).catch(() => undefined);
  }
}

async function create(
  connection: DatabaseConnection,
  source: ConnectionTarget,
  target: ConnectionTarget,
  whole: ScratchOptions | null,
): Promise<'template' | 'schema'> {
  if (whole !== null && (await copyWhole(connection, source, target, whole))) return 'template';
  const name = pg.escapeIdentifier(target.database);
  try {
    // With the letters and the order of the source, unless this server does not know them.
    const locale = await localeOf(connection, source.database);
    await connection
      .query(`CREATE DATABASE ${name} TEMPLATE template0${locale}`)
      .catch(() => connection.query(`CREATE DATABASE ${name} TEMPLATE template0`));
    // Nobody waits for the disk on behalf of what is going to be dropped.
    await connection.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
    return 'schema';
  } catch (cause) {
    throw new CannotCreate('no database can be created', { cause });
  }
}

async function localeOf(connection: DatabaseConnection, database: string): Promise<string> {
  const { rows } = await connection.query(
    `SELECT pg_encoding_to_char(encoding), datcollate::text, datctype::text FROM pg_catalog.pg_database WHERE datname = $1`,
    [database],
  );
  const [encoding, collate, ctype] = (rows[0] ?? []).map((value) => pg.escapeLiteral(String(value)));
  return encoding === undefined || collate === undefined || ctype === undefined
    ? ''
    : ` ENCODING ${encoding} LC_COLLATE ${collate} LC_CTYPE ${ctype}`;
}

async function rebuild(
  source: ConnectionTarget,
  target: ConnectionTarget,
  { select = (whole) => whole, wanted: known, signal }: ScratchOptions,
): Promise<SchemaDifference> {
  if (known?.objects.length === 0) return nothing;
  const original = openDatabase(source, { ...mode, readOnly: true }, { maxConnections: 1 });
  const copy = openDatabase(target, mode, { maxConnections: 1 });
  try {
    const wanted = known ?? select(await original.withConnection(readSnapshot));
    return await copy.withConnection((connection) => rebuildSchema(connection, wanted, signal));
  } finally {
    await Promise.all([original.close(), copy.close()]);
  }
}

/** Keeps a connection open until the function it resolves to is called. */
async function hold(database: Database): Promise<() => void> {
  let letGo = (): void => undefined;
  const kept = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await new Promise<void>((resolve, reject) => {
    database
      .withConnection(async (connection) => {
        await connection.query('SELECT 1');
        resolve();
        await kept;
      })
      .catch(reject);
  });
  return () => {
    letGo();
  };
}
