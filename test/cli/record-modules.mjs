// Preloaded into a child by lazy-loading.test.ts: writes every file the child loads, one a line, to RECORD_MODULES_TO.
import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';

const target = process.env.RECORD_MODULES_TO;
register(
  `data:text/javascript,${encodeURIComponent(`
    import { appendFileSync } from 'node:fs';
    export async function load(url, context, next) {
      appendFileSync(${JSON.stringify(target)}, url + '\\n');
      return next(url, context);
    }
  `)}`,
);
process.on('exit', () => {
  appendFileSync(target, Object.keys(createRequire(import.meta.url).cache).join('\n'));
});
