/**
 * Where in a migration's file a statement comes from: every method of the query interface and `sequelize.query` notes its
 * caller when it is called, since an asynchronous stack does not reach through Sequelize's retries.
 */
import type { Sequelize } from 'sequelize';
import { localPath } from '../../../project/modules/error-place.ts';
import type { CallPlace } from './recording.ts';
import { currentRecording, runAtPlace } from './recording-context.ts';

type Method = (this: unknown, ...values: unknown[]) => unknown;

/** Wraps the methods of one instance, which is the recording's own. */
export function notePlaces(sequelize: Sequelize): void {
  const queryInterface: object = sequelize.getQueryInterface();
  for (const name of methodNames(queryInterface)) wrap(queryInterface, name);
  wrap(sequelize, 'query');
  wrap(sequelize, 'transaction');
}

function wrap(owner: object, name: string): void {
  const methods = owner as Record<string, unknown>;
  const own = methods[name];
  if (typeof own !== 'function') return;
  // Checked just above; what it takes is passed on as it came.
  const method = own as Method;
  methods[name] = function noted(this: unknown, ...values: unknown[]): unknown {
    const place = callerPlace(noted);
    return place === null ? method.apply(this, values) : runAtPlace(place, () => method.apply(this, values));
  };
}

function methodNames(owner: object): readonly string[] {
  const names = new Set<string>();
  for (
    let level: unknown = owner;
    isObject(level) && level !== Object.prototype;
    level = Object.getPrototypeOf(level)
  ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (name !== 'constructor' && typeof value === 'function') names.add(name);
    }
  }
  return [...names];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The innermost frame in the migration's file above `callee`; null where the call comes from elsewhere. */
function callerPlace(callee: (...values: unknown[]) => unknown): CallPlace | null {
  const recording = currentRecording();
  if (recording === null) return null;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const trace = new Error();
  Error.captureStackTrace(trace, callee);
  const stack = trace.stack ?? '';
  Error.stackTraceLimit = limit;
  for (const line of stack.split('\n')) {
    const match = /^\s+at (?:.*\()?((?:file:\/\/|\/|[A-Za-z]:\\)[^()]*?):(\d+):(\d+)\)?$/.exec(line);
    if (match?.[1] === undefined || !recording.files.includes(localPath(match[1]))) continue;
    return { line: Number(match[2]), column: Number(match[3]) };
  }
  return null;
}
