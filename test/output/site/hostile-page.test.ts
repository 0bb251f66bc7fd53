/** A page whose names and comments are all written to break out of it, in a real browser. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SiteContent, SiteNode } from '../../../src/output/site/site-content.ts';
import { siteDiagrams } from '../../../src/output/site/site-diagrams.ts';
import { sitePage } from '../../../src/output/site/site-page.ts';
import { clustersOf } from '../../../src/schema/graph/clusters.ts';
import { packageRoot } from '../../cli/run-seqscope.ts';
import { hostileGraph, hostileNames } from '../diagrams/hostile-graph.ts';
import { browserPath, loadAt, openBrowser, openFile } from './browser.ts';

const hostile = [
  ...hostileNames,
  '<img src=x onerror="globalThis.hacked=1">',
  '<!--<script>',
  ']]><script>hacked=1</script>',
  'javascript:hacked=1//\'"><svg onload=hacked=1>',
];
const everything = hostile.join(' ');

function nodeOf(id: string): SiteNode {
  return {
    id,
    isModel: true,
    table: id,
    kind: 'table',
    comment: everything,
    rows: null,
    size: null,
    badges: hostile,
    defaultScope: everything,
    columns: hostile.map((name) => ({
      attribute: name,
      column: `${name} `,
      type: name,
      isNullable: true,
      default: name,
      marks: [name],
      values: [name, everything],
      comment: name,
      rules: [name],
      refersTo: [name],
    })),
    relations: hostile.map((name) => ({
      name,
      verb: name,
      node: name,
      through: name,
      key: name,
      rule: name,
    })),
    scopes: hostile.map((name) => ({ name, call: name, condition: name })),
    parts: hostile.map((name) => ({ title: name, parts: [{ name, kind: name, text: name }] })),
    query: hostile.join('\n'),
    examples: hostile.map((name) => ({ title: name, code: name })),
    diagram: 0,
  };
}

const content: SiteContent = {
  name: everything,
  madeBy: everything,
  counts: everything,
  hubs: hostile,
  groups: [{ title: everything, nodes: hostile }],
  nodes: hostile.map(nodeOf),
  diagrams: [everything],
};

describe.skipIf(browserPath() === null)(
  'a page of hostile names (needs Chromium: apt-get install chromium)',
  () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sqh-'));
      const asset = async (name: string): Promise<string> =>
        readFile(join(packageRoot, `dist/site-${name}`), 'utf8');
      const diagrams = await siteDiagrams(hostileGraph, clustersOf(hostileGraph));
      const assets = { script: await asset('page.js'), style: await asset('page.css') };
      await writeFile(join(folder, 'index.html'), sitePage(content, diagrams, assets));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    test('shows them as text on every view, and runs and asks for nothing', async () => {
      const browser = await openBrowser();
      try {
        const file = join(folder, 'index.html');
        const { page, requests, complaints } = await openFile(browser, file);
        const views = [
          '#/',
          '#/diagram',
          '#/search/script',
          ...hostile.map((id) => `#/model/${encodeURIComponent(id)}`),
        ];
        for (const view of views) {
          await loadAt(page, file, view);
          expect(await page.locator('main h1').count()).toBe(1);
        }
        await loadAt(page, file, `#/model/${encodeURIComponent('</script><script>alert(1)</script>')}`);
        expect(await page.locator('main h1').textContent()).toContain('</script><script>alert(1)</script>');
        const parts = 'document.querySelectorAll("main img, main script, main iframe, main svg").length';
        expect(await page.evaluate<number>(parts)).toBe(0);
        expect(await page.evaluate<string>('typeof globalThis.hacked')).toBe('undefined');
        expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
      } finally {
        await browser.close();
      }
    });
  },
);
