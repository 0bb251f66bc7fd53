/** Starts Ink on a Screen: whole frames, no keys, no console, no signals of its own; the terminal layer has all of those. */

import { EventEmitter } from 'node:events';
import { Box, render } from 'ink';
import { createElement, type ReactNode } from 'react';
import { ScreenContext, useScreenSize } from './region.tsx';
import type { Screen } from './screen.ts';

export interface InkRoot {
  unmount(): void;
}

/** Draws the element over the whole screen, now and after every resize. */
export function renderInk(element: ReactNode, screen: Screen): InkRoot {
  // Ink touches of its streams only what these two offer; it asks for the classes of the real ones.
  const stdout = screen.virtualOutput as unknown as NodeJS.WriteStream;
  const stdin = new InertInput() as unknown as NodeJS.ReadStream;
  const root = createElement(ScreenContext, { value: screen }, createElement(FullScreen, null, element));
  const instance = render(root, {
    stdout,
    stderr: stdout,
    stdin,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
    isScreenReaderEnabled: false,
  });
  return {
    unmount: () => {
      instance.unmount();
    },
  };
}

function FullScreen({ children }: { readonly children?: ReactNode }): ReactNode {
  const { columns, rows } = useScreenSize();
  return createElement(
    Box,
    { width: columns, height: rows, flexDirection: 'column', overflow: 'hidden' },
    children,
  );
}

/** A stdin on which nothing ever arrives. */
class InertInput extends EventEmitter {
  readonly isTTY = true;

  setEncoding(): this {
    return this;
  }

  setRawMode(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  read(): null {
    return null;
  }
}
