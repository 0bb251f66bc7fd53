/** A real Chromium for pages of files: Debian's, driven by playwright-core, which brings no browser of its own. */
import { existsSync } from 'node:fs';
import { source as axeSource } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Null where there is none. Throws where one is required (`.ci/run` says so): a skipped test proves nothing there. */
export function browserPath(): string | null {
  const found = [process.env['CHROMIUM_PATH'] ?? '', ...places].find(
    (path) => path !== '' && existsSync(path),
  );
  if (found !== undefined) return found;
  if (process.env['SEQSCOPE_BROWSER'] !== 'required') return null;
  throw new Error(
    'No Chromium was found: install it (apt-get install chromium) or name it in CHROMIUM_PATH.',
  );
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath() ?? '', args: ['--no-sandbox'] });
}

export interface WatchedPage {
  readonly page: Page;
  /** Whatever was asked for beside the page itself, and whatever it complained of. */
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** Opens a file in a context of its own. */
export async function openFile(
  browser: Browser,
  file: string,
  options: { readonly scheme?: 'light' | 'dark'; readonly width?: number; readonly height?: number } = {},
): Promise<WatchedPage> {
  const { scheme = 'light', width = 1280, height = 800 } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  const url = `file://${file}`;
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, requests, complaints };
}

/**
 * Loads a page anew at an address behind its `#`. A step within one document returns before the page has heard of
 * it, and whoever looks then sees the view before.
 */
export async function loadAt(page: Page, file: string, address: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`file://${file}${address}`);
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly target: readonly unknown[] }[];
  }[];
}

/** Faults that axe-core calls serious or critical, as `rule: place`. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  // Runs in the page, where axe-core has put itself.
  const results = await page.evaluate<AxeResults>('axe.run()');
  return results.violations
    .filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
