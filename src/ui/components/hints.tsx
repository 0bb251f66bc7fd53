/** The last line: the keys that matter here, from the table of actions. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { ActionContext } from '../actions.ts';
import { contextsOf } from '../contexts.ts';
import { actionForKey, actionsIn, keyLabel } from '../keymap.ts';
import type { State } from '../state.ts';
import { useView } from './use-view.ts';

export function Hints(): ReactNode {
  const [columns, ...contexts] = useView(hintsView);
  const hints = fittingHints(contexts, columns);
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

function hintsView(state: State): readonly [number, ...ActionContext[]] {
  return [state.size.columns, ...contextsOf(state)];
}

interface Hint {
  readonly key: string;
  readonly word: string;
}

/** Hints of the place first; `help` and `quit` keep their room at the end. A hint whose key does something nearer is left out. */
function fittingHints(contexts: readonly ActionContext[], columns: number): readonly Hint[] {
  const all = actionsIn(contexts).flatMap(({ id, context, keys: [key = ''], hint }) =>
    hint === undefined || actionForKey(contexts, key) !== id
      ? []
      : [{ key: keyLabel(key), word: hint, isGlobal: context === 'global' }],
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
