/** The row of `activity` in the command table. */
import type { CommandRow } from './command.ts';
import { json } from './shared-options.ts';

export const activityCommand: CommandRow = {
  name: 'activity',
  summary: 'show what the server is doing; cancel a statement or end a session',
  description:
    'Sessions with who waits for whom, locks, sizes, index use, and statements by time where pg_stat_statements counts them.\n' +
    '`cancel PID` ends what a session runs, `terminate PID` the session with all it has not committed; both ask first.',
  group: 'Database',
  arguments: [
    { name: 'deed', summary: 'cancel or terminate; nothing shows', isOptional: true },
    { name: 'pid', summary: "the session's process, as the list has it", isOptional: true },
  ],
  options: [
    { name: 'watch', kind: 'flag', summary: 'show it again every two seconds until Ctrl-C' },
    { name: 'yes', kind: 'flag', summary: 'do not ask' },
    { ...json, summary: 'print JSON; with --watch one line each time' },
  ],
  examples: [
    { line: 'seqscope activity', summary: 'once' },
    { line: 'seqscope activity --watch', summary: 'and on' },
    { line: 'seqscope activity cancel 4711', summary: 'end what it runs' },
    { line: 'seqscope activity terminate 4711 --yes', summary: 'end the session, in a script' },
  ],
  load: async () => (await import('./activity.ts')).showActivity,
};
