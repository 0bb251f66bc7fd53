/**
 * What the console and its host process say to each other: messages as data, sent with Node's advanced serialization, so
 * that dates, buffers, big integers and `undefined` arrive as they left.
 */
import type { ErrorReport } from '../errors.ts';
import type { SessionEvent, SessionOptions } from '../session-shapes.ts';
import type { HostMethod } from './methods.ts';

/**
 * One call of the session. Its signal and its listeners stay where they are: the session is called with others in their place, which
 * send `cancel` and `told`.
 */
export interface HostRequest {
  readonly method: HostMethod;
  /** Without the options that hold the signal and the listeners. */
  readonly arguments: readonly unknown[];
  /** The names of the listeners; null where the method was called without such options. */
  readonly listeners: readonly string[] | null;
}

/** From the console. `open` comes first and once; `close` is the last. */
export type ConsoleMessage =
  | { readonly type: 'open'; readonly options: SessionOptions }
  | { readonly type: 'call'; readonly id: number; readonly request: HostRequest }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'close' };

/** From the host. Each call gets one `answer` or one `failure`; `crashed` is the last word before an exit. */
export type HostMessage =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly report: ErrorReport }
  | { readonly type: 'told'; readonly id: number; readonly listener: string; readonly value: unknown }
  | { readonly type: 'session-event'; readonly event: SessionEvent }
  | { readonly type: 'crashed'; readonly report: ErrorReport };
