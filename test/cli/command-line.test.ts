import { describe, expect, it } from 'vitest';
import { readCommandLine, type CommandLine } from '../../src/cli/command-line.ts';
import { commandTable } from '../../src/cli/command-table.ts';
import { globalOptions } from '../../src/cli/global-options.ts';
import { ConsoleError } from '../../src/errors.ts';

const options = {
  version: '1.2.3',
  helpWidth: 100,
  directory: '/home/ada/shop',
  packageRoot: '/opt/seqscope',
};

function read(...words: string[]): CommandLine {
  return readCommandLine(words, options);
}

function command(...words: string[]): Extract<CommandLine, { type: 'command' }> {
  const line = read(...words);
  if (line.type !== 'command') throw new Error(`Not a command but ${line.type}.`);
  return line;
}

function refusal(...words: string[]): { code: string; kind: string; message: string; remedy: string } {
  try {
    read(...words);
  } catch (error) {
    if (error instanceof ConsoleError) {
      const { code, kind, message, remedy } = error;
      return { code, kind, message, remedy };
    }
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('readCommandLine', () => {
  it('opens the console when there is no command', () => {
    const line = read();
    expect(line).toMatchObject({
      type: 'console',
      session: { embedded: false, readOnly: false, prepare: false },
    });
    expect(line).toMatchObject({ session: { project: { directory: '/home/ada/shop', isExplicit: false } } });
  });

  it('takes the global flags before and after the command', () => {
    const before = command('--project', '../api', '--env', 'test', '--read-only', 'models');
    const after = command('models', '--project=../api', '--env=test', '--read-only');
    expect(before.session).toEqual(after.session);
    expect(after.session).toEqual({
      project: {
        directory: '/home/ada/api',
        isExplicit: true,
        environment: 'test',
        url: null,
        instance: null,
        configPath: null,
        modelsPath: null,
        migrationsPath: null,
        seedersPath: null,
        optionsPath: null,
        envFile: null,
        placeholderEnv: [],
        standIns: [],
        allowSockets: [],
      },
      allowedHosts: [],
      readOnly: true,
      statementTimeout: null,
      embedded: false,
      prepare: false,
      reset: false,
    });
  });

  it('hands every path on as it was typed', () => {
    const { session } = command(
      ...[
        'status',
        '--url',
        'postgres://db',
        '--config',
        'c.js',
        '--models-path',
        'm',
        '--migrations-path',
        'g',
      ],
      ...['--seeders-path', 's', '--options-path', 'rc', '--env-file', '.env.test'],
      ...['--placeholder-env', 'A', '--placeholder-env', 'B=1', '--stand-in', 'bcrypt'],
    );
    expect(session.project).toMatchObject({
      url: 'postgres://db',
      configPath: 'c.js',
      modelsPath: 'm',
      migrationsPath: 'g',
      seedersPath: 's',
      optionsPath: 'rc',
      envFile: '.env.test',
      placeholderEnv: ['A', 'B=1'],
      standIns: ['bcrypt'],
      allowSockets: [],
    });
  });

  it('collects repeated options in order', () => {
    const { options: values } = command(
      'query',
      'User',
      '--scope',
      'active',
      '--scope',
      'verified',
      '--limit',
      '5',
    );
    expect(values.list('scope')).toEqual(['active', 'verified']);
    expect(values.integer('limit')).toBe(5);
    expect(values.integer('offset')).toBeNull();
    expect(values.text('where')).toBeNull();
    expect(values.flag('with-deleted')).toBe(false);
  });

  it('takes an option value that begins with a dash', () => {
    expect(command('query', 'User', '--where', '-score > 1').options.text('where')).toBe('-score > 1');
  });

  it('opens this package itself for the demo, prepared', () => {
    expect(command('demo', '--reset').session).toMatchObject({
      project: { directory: '/opt/seqscope', isExplicit: true },
      embedded: true,
      prepare: true,
      reset: true,
    });
  });

  it('prints the version', () => {
    expect(read('--version')).toEqual({ type: 'print', text: '1.2.3\n', exitCode: 0 });
    expect(read('-v')).toEqual({ type: 'print', text: '1.2.3\n', exitCode: 0 });
  });

  it('prints the help of the program and of a command', async () => {
    const program = read('--help');
    const query = read('query', '--help');
    expect(read('help', 'query')).toEqual(query);
    await expect(program.type === 'print' ? program.text : '').toMatchFileSnapshot('golden/help.txt');
    await expect(query.type === 'print' ? query.text : '').toMatchFileSnapshot('golden/help-query.txt');
  });

  it.each([
    [['modles'], 'unknown-command', 'There is no command "modles".', 'Did you mean `seqscope models`?'],
    [
      ['db:migrate:udno'],
      'unknown-command',
      'There is no command "db:migrate:udno".',
      'Did you mean `seqscope db:migrate:undo`, `seqscope db:migrate:lint` or `seqscope db:migrate:redo`?',
    ],
    [
      ['xyzzy', '--json'],
      'unknown-command',
      'There is no command "xyzzy".',
      'Run `seqscope --help` to see what is possible.',
    ],
    [
      ['--porject', '.'],
      'unknown-option',
      '`seqscope` has no option "--porject".',
      'Did you mean `--project`?',
    ],
    [
      ['query', '--jsn', 'User'],
      'unknown-option',
      '`seqscope query` has no option "--jsn".',
      'Did you mean `--json`?',
    ],
    [
      ['models', '--read-onyl'],
      'unknown-option',
      '`seqscope models` has no option "--read-onyl".',
      'Did you mean `--read-only`?',
    ],
    [
      ['query'],
      'missing-argument',
      '`seqscope query` needs a model.',
      'Run `seqscope query --help` to see what is possible.',
    ],
    [
      ['models', 'User'],
      'excess-arguments',
      '`seqscope models` does not take "User".',
      'Run `seqscope models --help` to see what is possible.',
    ],
    [
      ['query', 'User', '--limit', 'ten'],
      'invalid-value',
      '`--limit` takes a whole number, not "ten".',
      'Run `seqscope query --help` to see what is possible.',
    ],
    [
      ['query', 'User', '--limit', '-1'],
      'invalid-value',
      '`--limit` takes a whole number, not "-1".',
      'Run `seqscope query --help` to see what is possible.',
    ],
    [
      ['query', 'User', '--limit'],
      'missing-value',
      '`--limit <n>` needs a value.',
      'Run `seqscope query --help` to see what is possible.',
    ],
    [
      ['sql', 'x', '--format', 'jsn'],
      'invalid-value',
      '`--format` takes table, json, jsonl or csv, not "jsn".',
      'Did you mean `--format json`?',
    ],
    [
      ['query', 'User', '--count', '--sql'],
      'conflicting-option',
      'Option "--count" cannot be used with option "--sql".',
      'Run `seqscope query --help` to see what is possible.',
    ],
    [
      ['demo', '--url', 'postgres://x'],
      'conflicting-option',
      '`seqscope demo` opens the built-in example and takes no `--url`.',
      'Leave the flag out, or use another command to open a project of your own.',
    ],
  ])('refuses %j as usage, with the way out', (words, code, message, remedy) => {
    expect(refusal(...words)).toEqual({ code, kind: 'usage', message, remedy });
  });

  it.each([
    [
      ['db:migrate', '--to', 'a', '--name', 'b'],
      'conflicting-option',
      'Option "--to <file>" cannot be used with option "--name <prefix>".',
    ],
    [['--bogus', 'db:migrate'], 'unknown-option', '`seqscope db:migrate` has no option "--bogus".'],
    [['migration:generate'], 'missing-option', '`seqscope migration:generate` needs `--name <name>`.'],
  ])('refuses %j as a mere failure, for sequelize-cli knows no other', (words, code, message) => {
    expect(refusal(...words)).toMatchObject({ code, kind: 'failed', message });
  });
});

describe('the command table', () => {
  it('has no two commands of one name and no two options of one name', () => {
    const names = commandTable.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const row of commandTable) {
      const own = [...row.options, ...globalOptions].map(({ name }) => name);
      expect(new Set(own).size, row.name).toBe(own.length);
    }
  });

  it.each(commandTable.map((row) => [row.name, row] as const))(
    'describes %s and loads it',
    async (_, row) => {
      expect(row.summary).toMatch(/^[a-z].*[^.]$/);
      // Help is wrapped to the terminal: a line of its own is a sentence, or what introduces one.
      expect(row.description ?? '').not.toMatch(/[^.:]\n/);
      expect(row.examples.length).toBeGreaterThan(0);
      for (const { line } of row.examples) expect(line).toContain(`seqscope ${row.name}`);
      expect(typeof (await row.load())).toBe('function');
    },
  );

  it('conflicts only with options that exist', () => {
    for (const row of commandTable) {
      const names = row.options.map(({ name }) => name);
      for (const option of row.options)
        expect(names).toEqual(expect.arrayContaining([...(option.conflicts ?? [])]));
    }
  });

  it('shows only examples that the parser accepts', () => {
    for (const { examples } of commandTable) {
      for (const { line } of examples) {
        const typed = line.split(/ [|<>] /)[0] ?? '';
        const words = (typed.match(/'[^']*'|\S+/g) ?? []).slice(1).map((word) => word.replace(/^'|'$/g, ''));
        expect(read(...words).type, line).toBe('command');
      }
    }
  });
});
