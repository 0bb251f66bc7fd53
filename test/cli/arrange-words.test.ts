import { expect, it } from 'vitest';
import { arrangeWords } from '../../src/cli/arrange-words.ts';
import { commandTable } from '../../src/cli/command-table.ts';
import { globalOptions } from '../../src/cli/global-options.ts';

const arranged = (line: string) => arrangeWords(line.split(' '), commandTable, globalOptions).join(' ');

it.each([
  ['db:migrate --to a.js', 'db:migrate --to a.js'],
  ['--env test db:migrate', 'db:migrate --env test'],
  ['--name x migration:generate', 'migration:generate --name x'],
  ['--seeders-path s --seed a db:seed', 'db:seed --seeders-path s --seed a'],
  ['db:migrate --migrationsPath m --optionsPath=rc', 'db:migrate --migrations-path m --options-path=rc'],
  ['model:create --underscored=true --force=false', 'model:create --underscored'],
  ['model:create --no-underscored --no-color', 'model:create --no-color'],
  ['db:migrate --nonsense=1 --noSense', 'db:migrate --nonsense=1 --noSense'],
  ['query User --withDeleted', 'query User --withDeleted'],
  ['models --json', 'models --json'],
])('reads "%s" as "%s"', (typed, expected) => {
  expect(arranged(typed)).toBe(expected);
});
