import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

/** Runs the very command of `npm run rules`, whatever it finds. */
async function cruise(directory: string): Promise<Cruise> {
  const program = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const words = [program, '--config', '.dependency-cruiser.cjs', 'src', 'bin', '--output-type', 'json'];
  const printed = await new Promise<string>((done, failed) => {
    execFile(
      process.execPath,
      words,
      { cwd: directory, maxBuffer: 256 * 1024 * 1024 },
      (_, stdout, stderr) => {
        if (stdout === '') failed(new Error(stderr));
        else done(stdout);
      },
    );
  });
  // The `json` reporter prints an ICruiseResult, of which this is a part.
  return JSON.parse(printed) as Cruise;
}

interface Plant {
  readonly rule: string;
  /** The file that breaks the rule, and its text. */
  readonly file: string;
  readonly text: string;
  /** What it imports, where that is not there already. */
  readonly beside?: Readonly<Record<string, string>>;
}

const value = 'export const planted = 1;\n';
const imports = (path: string): string => `import { planted } from '${path}';\nexport const p = planted;\n`;
const packageImport = (name: string): string =>
  `import * as planted from '${name}';\nexport const p = planted;\n`;

/** Leaves that the plants import, one in each room, which import nothing themselves. */
const leaves = Object.fromEntries(
  [
    ...[
      'project',
      'database',
      'schema',
      'journal',
      'queries',
      'evaluation',
      'output',
      'text',
      'cli',
      'repl',
      'ui',
      'session',
      'host',
    ],
    'config',
  ].map((room) => [`src/${room}/planted-leaf.ts`, value]),
);

const plants: readonly Plant[] = [
  { rule: 'errors-import-nothing', file: 'src/errors.ts', text: imports('./output/planted-leaf.ts') },
  {
    rule: 'engine-knows-no-face',
    file: 'src/journal/planted-a.ts',
    text: imports('../output/planted-leaf.ts'),
  },
  {
    rule: 'engine-knows-no-face',
    file: 'src/schema/planted-a.ts',
    text: `import type { Session } from '../session.ts';\nexport type S = Session;\n`,
  },
  {
    rule: 'database-is-the-ground',
    file: 'src/database/planted-b.ts',
    text: imports('../project/planted-leaf.ts'),
  },
  {
    rule: 'project-stands-on-database',
    file: 'src/project/planted-c.ts',
    text: imports('../schema/planted-leaf.ts'),
  },
  {
    rule: 'schema-stands-on-project',
    file: 'src/schema/planted-d.ts',
    text: imports('../queries/planted-leaf.ts'),
  },
  {
    rule: 'journal-stands-on-project',
    file: 'src/journal/planted-e.ts',
    text: imports('../schema/planted-leaf.ts'),
  },
  {
    rule: 'queries-stand-on-schema',
    file: 'src/queries/planted-f.ts',
    text: imports('../journal/planted-leaf.ts'),
  },
  {
    rule: 'evaluation-stands-on-queries',
    file: 'src/evaluation/planted-aa.ts',
    text: imports('../journal/planted-leaf.ts'),
  },
  {
    rule: 'checks-stand-on-schema-and-journal',
    file: 'src/checks/planted-ab.ts',
    text: imports('../queries/planted-leaf.ts'),
  },
  {
    rule: 'no-cycles',
    file: 'src/output/planted-g.ts',
    text: `import type { H } from './planted-h.ts';\nexport interface G { readonly h: H }\n`,
    beside: {
      'src/output/planted-h.ts': `import type { G } from './planted-g.ts';\nexport interface H { readonly g: G }\n`,
    },
  },
  {
    rule: 'faces-see-engine-types-only',
    file: 'src/ui/planted-i.ts',
    text: imports('../queries/planted-leaf.ts'),
  },
  {
    rule: 'faces-see-engine-types-only',
    file: 'src/output/planted-i.ts',
    text: imports('../schema/planted-leaf.ts'),
  },
  { rule: 'cli-is-a-stranger', file: 'src/cli/planted-j.ts', text: imports('../ui/planted-leaf.ts') },
  { rule: 'repl-is-a-stranger', file: 'src/repl/planted-k.ts', text: imports('../ui/planted-leaf.ts') },
  { rule: 'ui-is-a-stranger', file: 'src/ui/planted-l.ts', text: imports('../cli/planted-leaf.ts') },
  { rule: 'output-knows-no-face', file: 'src/output/planted-m.ts', text: imports('../cli/planted-leaf.ts') },
  { rule: 'session-is-handed-in', file: 'src/cli/planted-n.ts', text: imports('../session/planted-leaf.ts') },
  { rule: 'session-is-handed-in', file: 'src/ui/planted-n.ts', text: imports('../host/planted-leaf.ts') },
  {
    rule: 'host-client-is-light',
    file: 'src/host/planted-o.ts',
    text: imports('../database/planted-leaf.ts'),
  },
  {
    rule: 'terminal-knows-nothing',
    file: 'src/ui/terminal/planted-p.ts',
    text: imports('../planted-leaf.ts'),
  },
  { rule: 'text-knows-nothing', file: 'src/text/planted-p.ts', text: imports('../output/planted-leaf.ts') },
  {
    rule: 'only-main-loads-a-face',
    file: 'src/session/planted-q.ts',
    text: imports('../cli/planted-leaf.ts'),
  },
  { rule: 'main-loads-lazily', file: 'src/main.ts', text: imports('./cli/planted-leaf.ts') },
  { rule: 'ink-at-home', file: 'src/cli/planted-r.ts', text: packageImport('ink') },
  {
    rule: 'ink-at-home',
    file: 'src/output/planted-r.ts',
    text: `import type { ReactNode } from 'react';\nexport type N = ReactNode;\n`,
  },
  { rule: 'commander-at-home', file: 'src/ui/planted-s.ts', text: packageImport('commander') },
  { rule: 'commander-at-home', file: 'src/output/planted-s.ts', text: packageImport('inquirer') },
  { rule: 'cli-table3-at-home', file: 'src/cli/planted-t.ts', text: packageImport('cli-table3') },
  { rule: 'elkjs-at-home', file: 'src/ui/planted-t.ts', text: packageImport('elkjs') },
  {
    rule: 'sequelize-at-home',
    file: 'src/cli/planted-u.ts',
    text: `import type { Model } from 'sequelize';\nexport type M = Model;\n`,
  },
  { rule: 'sequelize-at-home', file: 'src/ui/planted-u.ts', text: packageImport('pg') },
  { rule: 'libpg-query-at-home', file: 'src/queries/planted-y.ts', text: packageImport('libpg-query') },
  { rule: 'acorn-at-home', file: 'src/schema/planted-ab.ts', text: packageImport('acorn') },
  { rule: 'node-vm-at-home', file: 'src/queries/planted-ac.ts', text: packageImport('node:vm') },
  { rule: 'node-repl-at-home', file: 'src/cli/planted-v.ts', text: packageImport('node:repl') },
  {
    rule: 'sequelize-is-the-projects-own',
    file: 'src/queries/planted-w.ts',
    text: packageImport('sequelize'),
  },
  {
    rule: 'screen-logic-is-pure',
    file: 'src/ui/screens/planted/update.ts',
    text: packageImport('fuzzysort'),
  },
  { rule: 'screen-logic-is-pure', file: 'src/ui/screens/planted/state.ts', text: packageImport('node:fs') },
  {
    rule: 'rituality-is-loaded-by-path',
    file: 'src/project/planted-x.ts',
    text: imports('../config/planted-leaf.ts'),
  },
  {
    rule: 'rituality-stands-alone',
    file: 'src/models/planted-y.ts',
    text: imports('../output/planted-leaf.ts'),
  },
  {
    rule: 'src-never-imports-test',
    file: 'src/output/planted-z.ts',
    text: imports('../../test/planted-leaf.ts'),
    beside: { 'test/planted-leaf.ts': value },
  },
  { rule: 'everything-resolves', file: 'src/output/planted-lost.ts', text: imports('./nowhere.ts') },
  {
    rule: 'packages-are-declared',
    file: 'src/output/planted-undeclared.ts',
    text: packageImport('ajv'),
  },
];

describe('the import rules', () => {
  describe('on a copy with one violation of each planted', () => {
    let copy: string;
    let planted: Cruise;

    beforeAll(async () => {
      copy = await mkdtemp(join(tmpdir(), 'seqscope-rules-'));
      for (const name of ['src', 'bin', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
        await cp(join(repository, name), join(copy, name), { recursive: true });
      }
      await symlink(join(repository, 'node_modules'), join(copy, 'node_modules'));
      const files = Object.assign({}, leaves, ...plants.map(({ beside }) => beside ?? {})) as Record<
        string,
        string
      >;
      for (const { file, text } of plants) files[file] = text;
      for (const [file, text] of Object.entries(files)) {
        await mkdir(dirname(join(copy, file)), { recursive: true });
        await writeFile(join(copy, file), text);
      }
      planted = await cruise(copy);
    });

    afterAll(async () => {
      await rm(copy, { recursive: true, force: true });
    });

    it('read every source file', () => {
      expect(planted.modules.filter(({ source }) => source.startsWith('src/')).length).toBeGreaterThan(50);
    });

    it('find nothing to forbid in what was there before', () => {
      const files = plants.map(({ file }) => file);
      const { violations } = planted.summary;
      expect(violations.filter(({ from }) => !files.includes(from) && !from.includes('planted'))).toEqual([]);
    });

    it.each(plants)('catch $rule in $file, and nothing else there', ({ rule, file }) => {
      const caught = planted.summary.violations.filter(({ from }) => from === file);
      expect([...new Set(caught.map((violation) => violation.rule.name))]).toEqual([rule]);
    });

    it('are each planted at least once', () => {
      const rules = planted.summary.ruleSetUsed.forbidden.map(({ name }) => name);
      expect(new Set(plants.map(({ rule }) => rule))).toEqual(new Set(rules));
    });
  });
});
