// The manners of docs/architecture.md that a linter can keep. Formatting is prettier's; import directions are
// dependency-cruiser's. test/architecture sees the restrictions below caught.
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The Rituality application: ordinary project code, with an ordinary project's freedom. */
const application = [
  'src/config/**',
  'src/models/**',
  'src/migrations/**',
  'src/seeders/**',
  'src/queries/saved/**',
];

/** The only console code that may touch the process: the composition root, what it hands it to, and the host's own root. */
const roots = ['src/main.ts', 'src/process/*.ts', 'src/host/entry.ts'];

/** `process` reached around its global name. */
const processModules = ['process', 'node:process'].map((name) => ({
  name,
  message: 'The process belongs to main.ts and host/entry.ts: take what you need as an argument.',
}));

/** A test project is whatever a fixture must be, broken code included. */
const fixtures = ['test/**/fixtures/**'];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', ...fixtures]),
  // A rule is changed here, for everyone, or obeyed: comments cannot switch one off.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.{ts,tsx}'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Control characters are this program's subject.
      'no-control-regex': 'off',
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      // A switch names every case, or says with `default` that it leaves the others to somebody else.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // `async` is how a function promises that what it throws arrives as a rejection, awaiting or not.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
    },
  },

  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: [...application, ...roots],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'console', message: 'stdout is data and belongs to main.ts: return what is to be said.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'exit', message: 'Throw a ConsoleError: main.ts owns the exit code.' },
        { object: 'process', property: 'exitCode', message: 'Return it: main.ts owns the exit code.' },
        { object: 'process', property: 'env', message: 'The environment is an argument.' },
        { object: 'globalThis', property: 'process', message: 'Take what you need as an argument.' },
        { object: 'globalThis', property: 'console', message: 'stdout belongs to main.ts.' },
        { object: 'global', property: 'process', message: 'Take what you need as an argument.' },
        { object: 'global', property: 'console', message: 'stdout belongs to main.ts.' },
      ],
      'no-restricted-imports': ['error', { paths: [...processModules, 'console', 'node:console'] }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: application,
    rules: {
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
    },
  },

  {
    files: application.map((folder) => `${folder}/*.ts`),
    rules: {
      // Sequelize's own idioms: associations on classes, `declare`d attributes, values from an untyped environment.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
    },
  },
  {
    files: ['test/**/*.{ts,tsx}', 'vitest*.config.mts'],
    rules: {
      'max-lines': 'off',
      // A method taken off a fake or an interface to be looked at, not called.
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  {
    files: ['**/*.{js,cjs,mjs}', '.sequelizerc'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        setImmediate: 'readonly',
        AbortController: 'readonly',
      },
    },
    rules: { eqeqeq: 'error', 'no-control-regex': 'off' },
  },
  {
    // package.json says "type": "commonjs".
    files: ['**/*.{js,cjs}', '.sequelizerc'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { __dirname: 'readonly' },
    },
  },
  {
    // Documentation pages: bundled for browsers, read as text.
    files: ['src/output/site/browser/*.js'],
    languageOptions: {
      sourceType: 'module',
      globals: {
        document: 'readonly',
        window: 'readonly',
        location: 'readonly',
        history: 'readonly',
        navigator: 'readonly',
        localStorage: 'readonly',
        matchMedia: 'readonly',
        Event: 'readonly',
        __dirname: 'off',
        process: 'off',
        Buffer: 'off',
      },
    },
  },
);
