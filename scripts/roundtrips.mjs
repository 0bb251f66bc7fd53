// Round trips (up, down, up) of whole migration histories, each on an empty database of the embedded server, where nothing stays:
//   npm run roundtrips -- [DIR…]        the Rituality migrations without a DIR
//   --url URL                           an empty database of your own instead, where a history wants extensions
// Every migration whose way back fails, or does not lead back to an equal catalog hash, is printed with its reason.
// Exit code 0 when all hold, 1 otherwise.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  options: { url: { type: 'string' } },
  allowPositionals: true,
});
const state = await mkdtemp(join(tmpdir(), 'seqscope-roundtrips-'));
let areAllFine = true;
try {
  for (const directory of positionals.length > 0 ? positionals : [root]) {
    areAllFine = (await roundTrips(resolve(directory))) && areAllFine;
  }
} finally {
  await rm(state, { recursive: true, force: true });
}
process.exitCode = areAllFine ? 0 : 1;

async function roundTrips(directory) {
  console.log(`\n${directory}`);
  const place = values.url === undefined ? ['--embedded'] : ['--url', values.url];
  const { stdout, stderr } = await seqscope(directory, ['db:migrate', '--round-trip', '--json', ...place]);
  let outcome;
  try {
    outcome = JSON.parse(stdout);
  } catch {
    console.log(`  ✗ nothing was rehearsed:\n${stderr}`);
    return false;
  }
  const { entries, place: where, catalogHash } = outcome;
  const bad = entries.flatMap((entry) => reasonOf(entry) ?? []);
  for (const reason of bad) console.log(`  ✗ ${reason}`);
  const reordered = entries.filter(
    ({ roundTrip }) => roundTrip?.isRestored && count(roundTrip.afterBack) > 0,
  );
  const isEqual = catalogHash.before === catalogHash.after;
  const on = where.type === 'copy' ? `a copy, because ${where.why}` : 'one transaction';
  console.log(
    `  ${entries.length - bad.length} of ${entries.length} migrations go up, down and up again to equal schemas, in ${on}`,
  );
  if (reordered.length > 0)
    console.log(`  ${reordered.length} of them with columns in another order after down`);
  console.log(`  the database's own catalog hash is ${isEqual ? 'unchanged' : 'CHANGED'}`);
  return bad.length === 0 && isEqual;
}

function reasonOf({ name, passes, roundTrip }) {
  const failed = passes.find(({ status }) => status === 'failed');
  if (failed !== undefined) return `${name}: ${failed.direction} fails: ${failed.error.message}`;
  if (roundTrip === null || roundTrip.isRestored) return null;
  const left = changesOf(roundTrip.afterBack);
  const again = changesOf(roundTrip.afterAgain ?? { added: [], removed: [], changed: [] });
  return `${name}: down leaves ${left.join(', ') || 'nothing'}${again.length > 0 ? `; up again differs by ${again.join(', ')}` : ''}`;
}

function changesOf({ added, removed, changed }) {
  const label = ({ type, schema, table, name }) =>
    `${type} ${[schema, table, name].filter(Boolean).join('.')}`;
  return [
    ...added.map((object) => `+ ${label(object)}`),
    ...removed.map((object) => `- ${label(object)}`),
    ...changed.flatMap((object) => {
      // A column that came back stands at the end: that alone is no failure.
      const changes = object.changes.filter(({ property }) => property !== 'columnOrder');
      const texts = changes.map(({ property, from, to }) => `${property} ${text(from)} → ${text(to)}`);
      return texts.length === 0 ? [] : [`~ ${label(object)} (${texts.join(', ')})`];
    }),
  ];
}

function text(value) {
  return value === null ? 'none' : String(value);
}

function count({ added, removed, changed }) {
  return added.length + removed.length + changed.length;
}

/** The state directory is the run's own, so that no database of the user's is touched. */
function seqscope(directory, words) {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, [join(root, 'bin/seqscope.js'), ...words], {
      cwd: directory,
      env: { ...process.env, XDG_STATE_HOME: state, XDG_RUNTIME_DIR: state },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('error', fail);
    child.on('close', () => settle({ stdout, stderr }));
  });
}
