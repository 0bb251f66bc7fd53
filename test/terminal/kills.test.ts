/** What is lost in the middle of something comes back by itself, where it was. All kills: kills.deep.ts. */
import { afterEach, beforeEach, describe, it } from 'vitest';
import { executeOn, testServer, type TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase } from '../support/rituality.ts';
import { CuttableProxy } from '../support/cuttable-proxy.ts';
import { hostProcessOf, openUsers, undertaking } from './kill-walk.ts';
import type { TerminalProcess } from './pty.ts';

let database: TestDatabase;
let proxy: CuttableProxy;
let console: TerminalProcess;

beforeEach(async () => {
  database = await ritualityDatabase();
  proxy = await CuttableProxy.open(database.target);
  console = await openUsers(proxy.target);
});
afterEach(async () => {
  await console.dispose();
  await proxy.close();
  await database.drop();
});

const page = undertaking('a page');
const count = undertaking('a count');
const exporting = undertaking('an export');

describe('the console goes on by itself', () => {
  it('with a page, when the server ends every connection', async () => {
    const letGo = await page.hold(database.target, proxy);
    await page.begin(console, proxy);
    await executeOn(
      testServer(),
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = '${database.target.database}' AND application_name = 'seqscope'`,
    );
    await letGo();
    await page.end(console);
    await console.until('filter status = active');
  });

  it('with a count, when the connection is cut for a while, and says so', async () => {
    const letGo = await count.hold(database.target, proxy);
    await count.begin(console, proxy);
    proxy.cut();
    await letGo();
    await console.until('reconnecting …  r tries now');
    await proxy.restore();
    await count.end(console);
    await console.until('filter status = active');
  });

  it('with an export, which begins anew and leaves no half file, when the host process is killed', async () => {
    const letGo = await exporting.hold(database.target, proxy);
    await exporting.begin(console, proxy);
    process.kill(await hostProcessOf(console), 'SIGKILL');
    await letGo();
    await exporting.end(console);
    await console.until('filter status = active');
  });
});
