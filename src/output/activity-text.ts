/** What a server is doing, as tables: sessions as a tree of who waits for whom, locks, sizes, statements. */
import type { ActivityView, SessionRow } from '../database/activity/activity.ts';
import type { Value } from '../queries/query-spec.ts';
import { ageText, shareText, sessionText, stateAge, stateText } from './activity-words.ts';
import { byteText } from './byte-text.ts';
import { groupedDigits } from './grouped-digits.ts';
import { counted, milliseconds } from './measures.ts';
import { sanitiseLine } from './sanitise.ts';
import { tableText, type TableStyle } from './table.ts';

/** Rows of the lists that are no sessions. */
const most = 10;

export function activityText(view: ActivityView, style: TableStyle): string {
  const { sessions, tables, indexes, statements, vacuums } = view;
  const table = (title: string, heads: readonly string[], rows: readonly (readonly Value[])[]): string => {
    if (rows.length === 0) return '';
    const columns = heads.map((name) => ({ name, kind: 'text' as const }));
    return `\n${title}\n${tableText({ columns, rows }, style, '')}`;
  };
  return [
    overviewText(view),
    table(
      'Sessions',
      ['pid', 'who', 'state', 'for', 'waits for', 'statement'],
      sessions.map((session) => [
        `${branchText(session.depth)}${String(session.pid)}`,
        sessionText(session),
        stateText(session),
        ageText(stateAge(session)),
        waitText(session),
        session.isAsking ? '' : oneLine(session.statement ?? ''),
      ]),
    ),
    table('Locks', ['pid', 'target', 'mode', 'granted'], lockRows(view)),
    table(
      'Vacuum',
      ['pid', 'table', 'phase', 'done'],
      vacuums.map(({ pid, table: name, phase, share, isAutomatic }) => [
        String(pid),
        name,
        `${phase}${isAutomatic ? ' (automatic)' : ''}`,
        shareText(share),
      ]),
    ),
    table(
      'Tables',
      ['table', 'size', 'rows', 'dead', 'whole reads', 'by index', 'in memory'],
      tables
        .slice(0, most)
        .map((one) => [
          qualified(one.schema, one.name),
          byteText(one.byteLength),
          one.rowEstimate === null ? '' : groupedDigits(one.rowEstimate),
          groupedDigits(one.deadRows),
          groupedDigits(one.sequentialScans),
          groupedDigits(one.indexScans),
          shareText(one.cacheHit),
        ]),
    ),
    table(
      'Indexes',
      ['index', 'table', 'size', 'look-ups'],
      indexes
        .slice(0, most)
        .map(({ schema, table: of, name, byteLength, scans, isUnused }) => [
          name,
          qualified(schema, of),
          byteText(byteLength),
          `${groupedDigits(scans)}${isUnused ? '  unused' : ''}`,
        ]),
    ),
    table(
      'Statements by the time they took',
      ['in all', 'calls', 'each', 'rows', 'statement'],
      (statements ?? [])
        .slice(0, most)
        .map(({ totalMs, calls, meanMs, rows, statement }) => [
          milliseconds(totalMs),
          groupedDigits(calls),
          milliseconds(meanMs),
          groupedDigits(rows),
          oneLine(statement),
        ]),
    ),
    statements === null ? '\nNo pg_stat_statements: nobody counts what statements take.\n' : '',
  ].join('');
}

/** `└ ` below what it waits for, `└─ ` below that. */
function branchText(depth: number): string {
  return depth === 0 ? '' : `└${'─'.repeat(depth - 1)} `;
}

function oneLine(statement: string): string {
  return statement.replaceAll(/\s+/g, ' ').trim();
}

/** `rituality: 12 MB, 3 of 100 connections, 99.3 % of blocks found in memory` */
function overviewText({ database, byteLength, connections, cacheHit }: ActivityView): string {
  const memory = cacheHit === null ? '' : `, ${shareText(cacheHit)} of blocks found in memory`;
  const used = `${String(connections.used)} of ${counted(connections.most, 'connection')}`;
  return `${sanitiseLine(database)}: ${byteText(byteLength)}, ${used}${memory}\n`;
}

function waitText({ blockedBy, wait }: SessionRow): string {
  return blockedBy.length > 0 ? blockedBy.map((pid) => `pid ${String(pid)}`).join(', ') : (wait ?? '');
}

/** Of those who wait and those who are waited for; all others hold what nobody asks for. */
function lockRows({ sessions, locks }: ActivityView): readonly (readonly string[])[] {
  const involved = new Set(
    sessions.flatMap(({ pid, blockedBy }) => (blockedBy.length > 0 ? [pid, ...blockedBy] : [])),
  );
  return locks
    .filter(({ pid }) => involved.has(pid))
    .map(({ pid, target, mode, isGranted }) => [String(pid), target, mode, isGranted ? 'yes' : 'waits']);
}

function qualified(schema: string, name: string): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}
