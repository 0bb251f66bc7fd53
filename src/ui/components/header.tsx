/** The first line: which project, which database, and what to beware of. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { State } from '../state.ts';
import { neutralise } from '../../text/fit-cell.ts';
import { useView } from './use-view.ts';

export function Header(): ReactNode {
  const [
    isNarrow,
    project,
    environment,
    database,
    tone,
    version,
    isReadOnly,
    isEmbedded,
    pending,
    isProduction,
    hasSandbox,
  ] = useView(headerView);
  return (
    <Box height={1} flexShrink={0} paddingX={1} justifyContent="space-between">
      <Text wrap="truncate">
        {isProduction ? (
          <Text bold inverse color="red">
            {' PRODUCTION '}
          </Text>
        ) : null}
        <Text>{isProduction ? '  ' : ''}</Text>
        <Text bold color="cyan">
          {isNarrow ? '' : 'seqscope  '}
        </Text>
        <Text bold>{project}</Text>
        <Text dimColor>{environment === '' ? '' : `  ${environment}`}</Text>
        <Text {...(tone === 'failed' ? { color: 'red', bold: true } : {})}>{`  ${database}`}</Text>
        <Text dimColor>{version}</Text>
      </Text>
      <Box flexShrink={0}>
        <Text dimColor>{isEmbedded ? ' embedded ' : ''}</Text>
        <Text color="yellow" bold>
          {hasSandbox ? ' sandbox ' : ''}
          {isReadOnly ? ' read-only ' : ''}
          {pending === 0 ? '' : ` ${String(pending)} pending `}
        </Text>
      </Box>
    </Box>
  );
}

function headerView(state: State) {
  const { project, database, journals } = state;
  const status = database.status === 'ready' ? database.value : null;
  const migrations = journals.migrations;
  const entries = migrations.status === 'ready' ? migrations.value.entries : [];
  const isNarrow = state.size.columns < 100;
  const server = isNarrow ? 'PG' : 'PostgreSQL';
  return [
    isNarrow,
    project.status === 'ready' ? neutralise(project.value.name) : '',
    project.status === 'ready' ? neutralise(project.value.environment) : '',
    status === null ? databaseText(state) : neutralise(`${status.database}${hostText(status)}`),
    database.status,
    status === null ? '' : `  ${server} ${neutralise(status.serverVersion)}`,
    status?.readOnly === true,
    status?.embedded === true,
    entries.filter((entry) => entry.state === 'pending').length,
    status?.production != null,
    state.repl.hasSandbox,
  ] as const;
}

function hostText(status: {
  readonly host: string;
  readonly port: number;
  readonly embedded: boolean;
}): string {
  if (status.embedded || status.host.startsWith('/')) return '';
  return ` @ ${status.host}:${String(status.port)}`;
}

function databaseText(state: State): string {
  return state.database.status === 'failed' ? 'not connected' : 'connecting …';
}
