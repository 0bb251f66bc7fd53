/** The script and the style of documentation pages, which scripts/build.mjs makes of `browser/` beside the bundle. */
import { readFile } from 'node:fs/promises';
import type { SiteAssets } from './site-page.ts';

export async function readSiteAssets(): Promise<SiteAssets> {
  const [script, style] = await Promise.all(
    ['page.js', 'page.css'].map((name) => readFile(new URL(`./site/${name}`, import.meta.url), 'utf8')),
  );
  return { script: script ?? '', style: style ?? '' };
}
