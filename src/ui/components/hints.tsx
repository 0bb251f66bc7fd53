/** The last line: the keys that matter here, from the table of actions. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { ActionId } from '../actions.ts';
import type { ActionContext } from '../actions/action-row.ts';
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
  readonly id: ActionId;
  readonly key: string;
  readonly word: string;
}

/** Always shown, at the end. */
const essential: readonly ActionId[] = ['app.help', 'app.quit'];

/** Hints of the place first, as many as fit before the essential ones. A hint whose key does something nearer is left out. */
function fittingHints(contexts: readonly ActionContext[], columns: number): readonly Hint[] {
  const all = actionsIn(contexts).flatMap(({ id, keys: [key = ''], hint }) =>
    hint === undefined || actionForKey(contexts, key) !== id ? [] : [{ id, key: keyLabel(key), word: hint }],
  );
  const width = (hint: Hint): number => hint.key.length + hint.word.length + 4;
  const last = all.filter((hint) => essential.includes(hint.id));
  let room = columns - 2 - last.reduce((sum, hint) => sum + width(hint), 0);
  const fitting = all.filter((hint) => {
    if (essential.includes(hint.id)) return false;
    room -= width(hint);
    return room >= 0;
  });
  return [...fitting, ...last];
}
