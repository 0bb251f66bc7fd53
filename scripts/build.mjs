// Bundles src into dist: two entries (the command and its host process) over shared, lazily loaded chunks.
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** Commander can run commands that are programs of their own; ours never are, and Node takes 3 ms to load what starts them. */
const withoutPrograms = {
  name: 'commander-starts-no-programs',
  setup(builder) {
    builder.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: resolve('scripts/empty-module.mjs') } : undefined,
    );
  },
};

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { main: 'src/main.ts', host: 'src/host/entry.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  keepNames: true,
  sourcemap: false,
  jsx: 'automatic',
  legalComments: 'none',
  logLevel: 'warning',
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    // pg asks for it to learn whether it runs at Cloudflare, which has Node load its whole HTTP client: 35 ms for nothing.
    Response: 'undefined',
  },
  // What a project owns too, or ships native code, is resolved where seqscope is installed; the rest is bundled.
  external: [
    'sequelize',
    'libpg-query',
    'pg-native',
    'cloudflare:sockets',
    'bcrypt',
    'inquirer',
    'tsx',
    'tsx/*',
    'esbuild',
  ],
  // Ink asks for its devtools at load; they are never opened in a shipped console.
  plugins: [withoutPrograms],
  alias: { 'react-devtools-core': './scripts/empty-module.mjs', ws: './scripts/empty-module.mjs' },
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
