import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../cli/run-seqscope.ts';
import { allCases } from './cases/all-cases.ts';
import { differences } from './differences.ts';

const page = readFileSync(resolve(packageRoot, 'docs/sequelize-cli.md'), 'utf8');
const documented = [...page.matchAll(/^### `([a-z-]+)`\n\n\S/gm)].map(([, id = '']) => id);

describe('the intended differences from sequelize-cli', () => {
  it('are those that docs/sequelize-cli.md explains, each once', () => {
    expect([...documented].sort()).toEqual(differences.map(({ id }) => id).sort());
  });

  it('show in at least one case each', () => {
    const named = new Set(allCases.flatMap((comparison) => comparison.differences ?? []));
    expect(
      documented.filter((id) => !differences.some((known) => known.id === id && named.has(known.id))),
    ).toEqual([]);
  });
});

describe('the cases', () => {
  it('are at least 120, each with a name of its own', () => {
    expect(new Set(allCases.map(({ name }) => name)).size).toBe(allCases.length);
    expect(allCases.length).toBeGreaterThanOrEqual(120);
  });
});
