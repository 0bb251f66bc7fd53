// Bundles src into dist: two entries (the command and its host process) over chunks, most of them loaded only when asked for.
// What every command reads before it does anything lies in a few files: finding, reading and linking fifty small ones took a command
// a fifth of its time.
import { copyFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { rolldown } from 'rolldown';

const emptyModule = resolve('scripts/empty-module.mjs');

/** Commander can run commands that are programs of their own; ours never are, and Node takes 3 ms to load what starts them. */
const withoutPrograms = {
  name: 'commander-starts-no-programs',
  resolveId(source, importer) {
    const isCommander = /[\\/]commander[\\/]/.test(importer ?? '');
    return source === 'node:child_process' && isCommander ? emptyModule : undefined;
  },
};

/**
 * What nearly every command reads, by where it begins; what a module imports comes with it, unless an earlier group has it. The
 * console's first frame needs the first two alone.
 */
const groups = [
  { name: 'words', roots: ['errors', 'output/sanitise', '../package.json'] },
  { name: 'command-line', roots: ['cli/stream-output', 'cli/command-line'] },
  { name: 'running', roots: ['cli/run-command', 'cli/list-migrations', 'output/diagnostics'] },
  {
    name: 'engine',
    roots: [
      'open-session',
      'session/environment',
      'project/modules/sequelize-package',
      'database/client',
      'journal/read-journal',
    ],
  },
].map(({ name, roots }, index, { length }) => {
  const files = roots.map((root) => resolve('src', /\.json$/.test(root) ? root : `${root}.ts`));
  return { name, priority: length - index, test: (id) => files.includes(id) };
});

await rm('dist', { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: 'src/main.ts', host: 'src/host/entry.ts' },
  platform: 'node',
  // What a project owns too, or ships native code, is resolved where seqscope is installed; the rest is bundled.
  external: [
    /^sequelize(?:\/|$)/,
    /^tsx(?:\/|$)/,
    'libpg-query',
    'pg-native',
    'cloudflare:sockets',
    'bcrypt',
    'inquirer',
    // Two megabytes of another licence, which only a picture needs.
    /^elkjs(?:\/|$)/,
  ],
  // Ink asks for its devtools at load; they are never opened in a shipped console.
  resolve: { alias: { 'react-devtools-core': emptyModule, ws: emptyModule } },
  plugins: [withoutPrograms],
  transform: {
    target: 'node20.19',
    jsx: { runtime: 'automatic' },
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      // pg asks for it to learn whether it runs at Cloudflare, which has Node load its whole HTTP client: 35 ms for nothing.
      Response: 'undefined',
    },
  },
  // Which rooms are loaded when is the source's to say; that several ask for one is no fault.
  checks: { ineffectiveDynamicImport: false },
});
await bundle.write({
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name]-[hash].mjs',
  codeSplitting: { groups },
  minify: true,
  keepNames: true,
  sourcemap: false,
  comments: false,
});
await bundle.close();

// The script of documentation pages runs in browsers, and is read as text: it is a bundle of its own.
const page = await rolldown({ input: 'src/output/site/browser/page.js', platform: 'browser' });
await page.write({
  file: 'dist/site/page.js',
  format: 'iife',
  minify: true,
  sourcemap: false,
  comments: false,
});
await page.close();
await copyFile('src/output/site/browser/page.css', 'dist/site/page.css');
