'use strict';

/** The same numbers for the same seed, 0 included and 1 not (mulberry32), and the choices made with them. */
function chance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  const from = (choices) => choices[below(choices.length)];
  return {
    next,
    below,
    from,
    percent: (likelihood) => next() * 100 < likelihood,
    some: (choices, count) => Array.from({ length: count }, () => from(choices)),
    /** `choices` are pairs of a weight and a value. */
    weighted(choices) {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      return choices.find(([weight]) => (left -= weight) < 0)[1];
    },
    text: (alphabet, length) => Array.from({ length }, () => alphabet[below(alphabet.length)]).join(''),
  };
}

module.exports = { chance };
