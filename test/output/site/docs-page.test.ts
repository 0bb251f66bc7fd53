/** The page that `seqscope docs` writes of the example, used in a real browser as somebody would. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSeqscope } from '../../cli/run-seqscope.ts';
import { ritualityDatabase, ritualityVariables } from '../../support/rituality.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { browserPath, loadAt, openBrowser, openFile, seriousFaults, type WatchedPage } from './browser.ts';

const addresses = ['#/', '#/model/User', '#/diagram', '#/diagram/0/User', '#/search/dev', '#/model/none'];

describe.skipIf(browserPath() === null)(
  'the documentation page (needs Chromium: apt-get install chromium)',
  () => {
    let folder: string;
    let file: string;
    let database: TestDatabase;
    let browser: Browser;
    let watched: WatchedPage;
    let page: Page;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sqd-'));
      file = join(folder, 'index.html');
      database = await ritualityDatabase();
      const written = await runSeqscope(['docs', '-o', folder], {
        variables: ritualityVariables(database.target),
      });
      expect(written).toMatchObject({ exitCode: 0, stdout: '' });
      browser = await openBrowser();
      watched = await openFile(browser, file);
      ({ page } = watched);
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    });

    const heading = async (): Promise<string> => (await page.locator('main h1').first().textContent()) ?? '';

    test('finds models, attributes, comments, values and scopes, and opens what was found', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('suspended');
      const results = (): Promise<string[]> => page.locator('.results li').allTextContents();
      await expect.poll(results).toContain('value User.status suspended');
      await page.locator('#search').fill('registeredSince');
      await expect.poll(async () => (await results())[0]).toBe('scope User registeredSince(since)');
      await page.keyboard.press('Enter');
      await expect.poll(heading).toContain('User');
      expect(page.url()).toMatch(/#\/model\/User$/);
    });

    test('shows a model with its attributes, scopes and code, and follows its relations', async () => {
      await loadAt(page, file, '#/model/User');
      const text = await page.locator('main').innerText();
      expect(text).toContain('has many UserDevice as devices');
      expect(text).toContain("User.scope('active').findAll()");
      expect(text).toContain("include: ['role']");
      expect(text).toContain('one of active, inactive, suspended, pending');
      expect(text).not.toContain('[object');
      await page.locator('.relations a', { hasText: 'Role' }).click();
      await expect.poll(heading).toContain('Role');
      await page.goBack();
      await expect.poll(heading).toContain('User');
    });

    test('moves and zooms the diagram by keys, buttons and mouse, and leads from a box to its model', async () => {
      await page.locator('.links a', { hasText: 'Diagram' }).click();
      const canvas = page.locator('.canvas');
      const scale = async (): Promise<number> => Number(await canvas.getAttribute('data-scale'));
      const place = async (): Promise<number> =>
        (await page.locator('.canvas .node').first().boundingBox())?.x ?? 0;
      await expect.poll(() => page.locator('.canvas .node').count()).toBe(4);
      expect(await page.locator('.canvas .line').count()).toBe(3);
      const whole = await scale();
      await canvas.focus();
      await page.keyboard.press('+');
      await expect.poll(scale).toBeCloseTo(whole * 1.25, 2);
      await page.locator('.tools button', { hasText: '−' }).click();
      await expect.poll(scale).toBeCloseTo(whole, 2);
      await canvas.hover();
      await page.mouse.wheel(0, -300);
      await expect.poll(scale).toBeGreaterThan(whole);
      const before = await place();
      await canvas.focus();
      await page.keyboard.press('ArrowLeft');
      await expect.poll(async () => (await place()) - before).toBeCloseTo(60, 0);
      await page.keyboard.press('0');
      await expect.poll(scale).toBeCloseTo(whole, 2);
      await page.locator('.canvas .node', { hasText: 'UserDevice' }).click();
      await expect.poll(heading).toContain('UserDevice');
      await page.locator('.button', { hasText: 'Show in the diagram' }).click();
      await expect.poll(() => page.locator('.canvas .here').getAttribute('data-node')).toBe('UserDevice');
    });

    test('asks for nothing, and complains of nothing', async () => {
      for (const address of addresses) await loadAt(page, file, address);
      expect({ requests: watched.requests, complaints: watched.complaints }).toEqual({
        requests: [],
        complaints: [],
      });
    });

    test.each(['light', 'dark'] as const)(
      'has no serious fault of accessibility in its %s colours',
      async (scheme) => {
        const other = await openFile(browser, file, { scheme });
        const faults: string[] = [];
        for (const address of addresses) {
          await loadAt(other.page, file, address);
          faults.push(...(await seriousFaults(other.page)).map((fault) => `${address} ${fault}`));
        }
        expect(faults).toEqual([]);
        await other.page.context().close();
      },
    );

    test('is in the colours that somebody chooses, and has its models at hand on a phone', async () => {
      const phone = await openFile(browser, file, { width: 390, height: 800 });
      const paper = (): Promise<string> =>
        phone.page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const light = await paper();
      await phone.page.locator('#theme').click();
      await expect.poll(paper).toBe(light);
      await phone.page.locator('#theme').click();
      await expect.poll(paper).not.toBe(light);
      await phone.page.locator('summary').click();
      await phone.page.locator('#models a', { hasText: 'Role' }).click();
      await expect.poll(() => phone.page.locator('main h1').textContent()).toContain('Role');
      const width = await phone.page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width).toBe(390);
      await phone.page.context().close();
    });
  },
);
