// `npm run screenshot:docs`: makes docs/schema-docs.png of the page that `seqscope docs` writes of the demo, opened in a Chromium.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const root = resolve(import.meta.dirname, '..');
const home = await mkdtemp(join(tmpdir(), 'sqp-'));
const env = { ...process.env, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_RUNTIME_DIR: home };
const seqscope = (...words) =>
  execFileSync(process.execPath, [join(root, 'bin/seqscope.js'), ...words], {
    cwd: root,
    env,
    stdio: 'inherit',
  });

try {
  seqscope('demo', '--json');
  seqscope('docs', '-o', join(home, 'site'), '--embedded');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, colorScheme: 'light' });
  await page.goto(`file://${join(home, 'site/index.html')}#/diagram/0`);
  await page.locator('.canvas .node').first().waitFor();
  await page.screenshot({ path: join(root, 'docs/schema-docs.png') });
  await browser.close();
} finally {
  await rm(home, { recursive: true, force: true });
}
