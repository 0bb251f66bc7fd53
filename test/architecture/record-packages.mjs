// Preloaded into a console and its host (NODE_OPTIONS) by console-loading.test.ts: when the process ends, writes the files
// it loaded, one a line, to a file named after its id. CommonJS modules only, which sequelize, pg and tsx's API are.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

process.on('exit', () => {
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  writeFileSync(join(process.env.RECORD_PACKAGES_IN, `${process.pid}.txt`), loaded.join('\n'));
});
