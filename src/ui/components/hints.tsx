/** The last line: the keys that matter here, from the table of actions. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { contextsOf } from '../contexts.ts';
import { actionsIn, keyLabel } from '../keymap.ts';
import type { State } from '../state.ts';
import { useView } from './use-view.ts';

export function Hints(): ReactNode {
  const [contexts, columns] = useView(hintsView);
  const hints = fittingHints(contexts.split(' '), columns);
  return (
    <Box height={1} flexShrink={0} paddingX={1}>
      <Text wrap="truncate">
        {hints.map(({ key, word }) => (
          <Text key={word}>
            <Text bold color="cyan">
              {key}
            </Text>
            <Text dimColor>{` ${word}   `}</Text>
          </Text>
        ))}
      </Text>
    </Box>
  );
}

function hintsView(state: State) {
  return [contextsOf(state).join(' '), state.size.columns] as const;
}

interface Hint {
  readonly key: string;
  readonly word: string;
}

/** Hints of the place first; `help` and `quit` keep their room at the end. */
function fittingHints(contexts: readonly string[], columns: number): readonly Hint[] {
  // What hintsView joined were contexts, and splitting gives the same ones back.
  const all = actionsIn(contexts as ReturnType<typeof contextsOf>).flatMap(({ context, keys, hint }) =>
    hint === undefined ? [] : [{ key: keyLabel(keys[0] ?? ''), word: hint, isGlobal: context === 'global' }],
  );
  const local = all.filter((hint) => !hint.isGlobal);
  const global = all.filter((hint) => hint.isGlobal);
  const width = (hint: Hint): number => hint.key.length + hint.word.length + 4;
  let room = columns - 2 - global.reduce((sum, hint) => sum + width(hint), 0);
  const shown = local.filter((hint) => {
    room -= width(hint);
    return room >= 0;
  });
  return [...shown, ...global];
}
