/**
 * The rules of docs/architecture.md as dependency-cruiser checks them ("Who may import whom", by number).
 * test/architecture plants one violation of each and sees exactly that rule caught.
 */
const engine = 'project|database|schema|journal|queries|evaluation|checks';
const faces = 'cli|repl|ui';
const rituality = 'config|models|migrations|seeders|queries/saved';

/** Matches a package wherever it resolves, and its types. */
const packages = (names) => `(^|/)node_modules/(@types/)?(${names})/`;

/** An import that disappears in compilation; every rule that forbids only values leaves these out. */
const typeImports = ['type-only', 'type-import'];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A package lives in one room: nothing under src outside `home` may import it. */
const home = (name, path, names) =>
  rule(
    `${name}-at-home`,
    `6. ${names.replaceAll('|', ', ')} only in ${path.replaceAll('|', ', ')}`,
    { path: '^src/', pathNot: `^src/(${path})/` },
    { path: packages(names) },
  );

module.exports = {
  forbidden: [
    rule(
      'errors-import-nothing',
      '1. errors.ts imports nothing of ours',
      { path: '^src/errors\\.ts$' },
      { path: '^src/' },
    ),

    rule(
      'engine-knows-no-face',
      '2. The engine knows itself and errors.ts; no face, no output, no session',
      { path: `^src/(${engine})/` },
      { path: '^src/', pathNot: [`^src/(${engine})/`, '^src/errors\\.ts$', `^src/(${rituality})/`] },
    ),

    rule(
      'database-is-the-ground',
      '3. database stands on nothing else of the engine',
      { path: '^src/database/' },
      { path: `^src/(${engine})/`, pathNot: '^src/database/' },
    ),
    rule(
      'project-stands-on-database',
      '3. project → database',
      { path: '^src/project/' },
      { path: `^src/(${engine})/`, pathNot: '^src/(project|database)/' },
    ),
    rule(
      'schema-stands-on-project',
      '3. schema → project → database',
      { path: '^src/schema/' },
      { path: `^src/(${engine})/`, pathNot: '^src/(schema|project|database)/' },
    ),
    rule(
      'journal-stands-on-project',
      '3. journal → project → database',
      { path: '^src/journal/' },
      { path: `^src/(${engine})/`, pathNot: '^src/(journal|project|database)/' },
    ),
    rule(
      'queries-stand-on-schema',
      '3. queries → schema → project → database',
      { path: '^src/queries/' },
      { path: `^src/(${engine})/`, pathNot: '^src/(queries|schema|project|database)/' },
    ),
    rule(
      'evaluation-stands-on-queries',
      '3. evaluation → queries → schema → project → database',
      { path: '^src/evaluation/' },
      { path: `^src/(${engine})/`, pathNot: '^src/(evaluation|queries|schema|project|database)/' },
    ),
    rule(
      'checks-stand-on-schema-and-journal',
      '3. checks → schema, journal → project → database',
      { path: '^src/checks/' },
      { path: `^src/(${engine})/`, pathNot: '^src/(checks|schema|journal|project|database)/' },
    ),
    rule('no-cycles', '3. No cycles anywhere, types included', {}, { circular: true }),

    rule(
      'faces-see-engine-types-only',
      '4. Faces and output import engine types; values come through the session',
      { path: `^src/(${faces}|output)/` },
      { path: `^src/(${engine})/`, dependencyTypesNot: typeImports },
    ),
    rule(
      'cli-is-a-stranger',
      '4. Faces are strangers to each other',
      { path: '^src/cli/' },
      { path: '^src/(repl|ui)/' },
    ),
    rule(
      'repl-is-a-stranger',
      '4. Faces are strangers to each other; the command table may be read',
      { path: '^src/repl/' },
      { path: '^src/(cli|ui)/', pathNot: '^src/cli/command-table\\.ts$' },
    ),
    rule(
      'ui-is-a-stranger',
      '4. Faces are strangers to each other; the command table may be read',
      { path: '^src/ui/' },
      { path: '^src/(cli|repl)/', pathNot: '^src/cli/command-table\\.ts$' },
    ),
    rule(
      'output-knows-no-face',
      '4. output is used by faces and uses none',
      { path: '^src/output/' },
      { path: `^src/(${faces})/` },
    ),
    rule(
      'session-is-handed-in',
      '4. Faces and output talk to the Session interface; only main and the host entry open a real one',
      { path: `^src/(${faces}|output)/` },
      { path: '^src/(open-session\\.ts$|session/|host/|main\\.ts$)' },
    ),
    rule(
      'host-client-is-light',
      '4. The host speaks plain data: engine values reach it only through open-session.ts, in the child',
      { path: '^src/host/' },
      { path: `^src/(${engine})/`, dependencyTypesNot: typeImports },
    ),
    rule(
      'terminal-knows-nothing',
      '4. ui/terminal knows nothing of the rest of the house but how text is measured',
      { path: '^src/ui/terminal/' },
      { path: '^src/', pathNot: '^src/(ui/terminal|text)/' },
    ),
    rule(
      'text-knows-nothing',
      '4. text is measured and made safe without knowing what for',
      { path: '^src/text/' },
      { path: '^src/', pathNot: '^src/text/' },
    ),

    rule(
      'only-main-loads-a-face',
      '5. Nothing below the faces imports a face',
      { path: '^src/', pathNot: [`^src/(${faces}|output|${engine})/`, '^src/main\\.ts$'] },
      { path: `^src/(${faces})/` },
    ),
    rule(
      'main-loads-lazily',
      '5. main loads everything but errors.ts by dynamic import',
      { path: '^src/main\\.ts$' },
      {
        path: `^src/(${faces}|output|${engine}|session|host|process)/|^src/open-session\\.ts$`,
        dynamic: false,
        dependencyTypesNot: typeImports,
      },
    ),

    home('ink', 'ui', 'ink|react|react-reconciler|yoga-layout'),
    home('commander', 'cli', 'commander|inquirer|@inquirer'),
    home('cli-table3', 'output', 'cli-table3'),
    home('elkjs', 'output', 'elkjs'),
    home('sequelize', `${engine}|${rituality}`, 'sequelize|pg|umzug'),
    home('libpg-query', 'journal', 'libpg-query|@pgsql'),
    home('acorn', 'evaluation|queries', 'acorn|esbuild'),
    rule(
      'node-vm-at-home',
      '6. node:vm only in evaluation, and where a project is loaded',
      { path: '^src/', pathNot: '^src/(evaluation|project/modules)/' },
      { path: '^(node:)?vm$' },
    ),
    rule(
      'node-repl-at-home',
      '6. node:repl only in repl',
      { path: '^src/', pathNot: '^src/repl/' },
      { path: '^(node:)?repl$' },
    ),
    rule(
      'sequelize-is-the-projects-own',
      "6. The engine runs the project's own copy of sequelize: ours is a source of types",
      { path: '^src/', pathNot: `^src/(${rituality})/` },
      { path: packages('sequelize|umzug'), dependencyTypesNot: typeImports },
    ),
    rule(
      'screen-logic-is-pure',
      '6. state, update, actions and keymap import no package and no Node module',
      {
        path: [
          '^src/ui/(state|update|actions|keymap)\\.tsx?$',
          '^src/ui/actions/',
          '^src/ui/.*/(state|update)\\.tsx?$',
        ],
      },
      {
        dependencyTypes: [
          'npm',
          'npm-dev',
          'npm-optional',
          'npm-peer',
          'npm-bundled',
          'npm-no-pkg',
          'npm-unknown',
          'core',
        ],
      },
    ),

    rule(
      'rituality-is-loaded-by-path',
      '7. Nothing imports the Rituality application',
      { path: '^(src|bin)/', pathNot: `^src/(${rituality})/` },
      { path: `^src/(${rituality})/` },
    ),
    rule(
      'rituality-stands-alone',
      '7. The Rituality application is an ordinary application: it imports nothing of the console',
      { path: `^src/(${rituality})/` },
      { path: '^src/', pathNot: `^src/(${rituality})/` },
    ),
    rule('src-never-imports-test', '7. src never imports test', { path: '^(src|bin)/' }, { path: '^test/' }),

    rule(
      'everything-resolves',
      'An import that resolves to nothing would escape every rule above',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'packages-are-declared',
      'Every package imported is in package.json',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    // Built from src; absent on a clean checkout.
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
