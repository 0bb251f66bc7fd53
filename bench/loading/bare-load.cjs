// What a project's own code costs without seqscope: its register, then its models, nothing else. Forked by measure-load.mjs;
// argv: the file of the models, then the files to register, each absolute.
'use strict';

const { pathToFileURL } = require('node:url');

async function load() {
  const [models, ...registers] = process.argv.slice(2);
  const start = performance.now();
  for (const register of registers) require(register);
  let loaded;
  try {
    loaded = require(models);
  } catch (error) {
    if (error.code !== 'ERR_REQUIRE_ESM') throw error;
    loaded = await import(pathToFileURL(models).href);
  }
  await (loaded.default ?? loaded);
  const loadMs = performance.now() - start;
  process.send({ loadMs, count: countModels(loaded) });
  // Until it is asked for its processor time and ended.
  setInterval(() => {}, 60_000);
}

/** Models of the instance that the exports lead to; null when they lead to none. */
function countModels(loaded) {
  const values = [loaded, loaded.default]
    .filter(Boolean)
    .flatMap((value) => [value, ...Object.values(value)]);
  const counts = values.map((value) => value?.sequelize ?? value).filter((value) => value?.modelManager);
  return counts.length === 0 ? null : Math.max(...counts.map(({ models }) => Object.keys(models).length));
}

load().catch((error) => {
  console.error(error);
  process.exit(1);
});
