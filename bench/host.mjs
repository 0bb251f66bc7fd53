// What crossing the process boundary costs.
import { gridSpec, openHost, request } from './open-host.mjs';

/** Times in milliseconds: of the smallest call, of a page of 100 rows, and of PostgreSQL within that page. */
export async function measureHost(hostFile, { root, env, calls = 200 }) {
  const host = openHost(hostFile, { root, env });
  const times = async (asked) => {
    const measured = [];
    const answers = [];
    await host.ask(asked);
    for (let index = 0; index < calls; index += 1) {
      const start = performance.now();
      answers.push(await host.ask(asked));
      measured.push(performance.now() - start);
    }
    return { measured, answers };
  };
  const small = await times(request('project'));
  const pages = await times(request('page', gridSpec('User')));
  await host.close();
  return {
    callMs: small.measured,
    pageMs: pages.measured,
    serverMs: pages.answers.map(({ durationMs }) => durationMs),
  };
}
