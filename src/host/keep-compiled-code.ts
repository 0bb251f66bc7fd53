/**
 * What V8 made of the project's code (and of ours) is kept between starts where Node can, from 22.1 on, in Node's own folder
 * of temporary files: `NODE_COMPILE_CACHE` names another, `NODE_DISABLE_COMPILE_CACHE` ends it.
 */
import nodeModule from 'node:module';

interface CompileCaching {
  /** Never throws: where nothing can be written, nothing is kept. Absent before Node 22.1. */
  readonly enableCompileCache?: () => unknown;
}

/** Concerns what is loaded after it. Returns false where Node has no such cache. */
export function keepCompiledCode(): boolean {
  // The typings are those of the oldest Node that is supported.
  const { enableCompileCache } = nodeModule as CompileCaching;
  enableCompileCache?.();
  return enableCompileCache !== undefined;
}
