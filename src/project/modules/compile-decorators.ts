/**
 * Puts a compiler that emits decorator metadata in front of tsx's, for the `require` of files that have decorators; every
 * other file, and the resolution of names, stays with tsx.
 */
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { type Compile, hasDecorators } from './choose-compiler.ts';
import { isOwnFile } from '../files/file-system.ts';

const extensions = ['.ts', '.cts', '.tsx', '.mts'];

type Handler = (module: NodeJS.Module, filename: string) => void;

/** Node's own parts of a module, which its typings leave out (lib/internal/modules/cjs/loader.js). */
interface LoadedModule extends NodeJS.Module {
  _compile(code: string, filename: string): void;
}

/** Call when tsx is registered; returns a function that takes the compiler away again. */
export function compileDecorators(root: string, compile: Compile): () => void {
  const { _extensions: handlers } = Module as unknown as {
    readonly _extensions: Record<string, Handler | undefined>;
  };
  const undo = extensions.map((extension) => {
    const previous = handlers[extension] ?? handlers['.ts'] ?? handlers['.js'];
    const own = Object.hasOwn(handlers, extension);
    const handler: Handler = (module, filename) => {
      const source = isOwnFile(filename, root) ? readFileSync(filename, 'utf8') : '';
      if (!hasDecorators(source)) return previous?.(module, filename);
      (module as LoadedModule)._compile(compile(source, filename), filename);
    };
    handlers[extension] = handler;
    return () => {
      if (handlers[extension] !== handler) return;
      if (own) handlers[extension] = previous;
      else Reflect.deleteProperty(handlers, extension);
    };
  });
  return () => {
    for (const step of undo) step();
  };
}
