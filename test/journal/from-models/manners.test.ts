/** The file is written as the project's other migrations are. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataTypes } from 'sequelize';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Define, modelsProject, type ModelsProject } from './models-project.ts';

const define: Define = (sequelize) => {
  sequelize.define(
    'Person',
    { name: { type: DataTypes.STRING, allowNull: false, defaultValue: 'x' } },
    { timestamps: false, tableName: 'people' },
  );
};

let models: ModelsProject;
beforeEach(async () => {
  models = await modelsProject();
});
afterEach(async () => {
  await models.remove();
});

it.each([
  [
    '01.ts',
    'export async function up() {}\nexport async function down() {}\n',
    '.ts',
    'export async function up(queryInterface: QueryInterface): Promise<void> {',
  ],
  [
    '01.ts',
    'export default { async up() {}, async down() {} };\n',
    '.ts',
    'export default {\n  async up(queryInterface: QueryInterface): Promise<void> {',
  ],
  [
    '01.mjs.js',
    'exports.up = async ({ context: queryInterface }) => {};\nexports.down = async () => {};\n',
    '.js',
    'async up({ context: queryInterface }) {',
  ],
  [
    '01.cjs',
    "'use strict';\nmodule.exports = { async up() {}, async down() {} };\n",
    '.cjs',
    'module.exports = {\n  async up(queryInterface, Sequelize) {',
  ],
])('after "%s": %s', async (name, text, extension, head) => {
  await writeFile(join(models.folder, name), text);
  const { file, proof } = await models.draft(define);
  expect(file?.name).toMatch(new RegExp(`-from-models\\${extension}$`));
  expect(file?.text).toContain(head);
  expect(proof?.verdict).toBe('proved');
});

it('is named after what it does', async () => {
  const { file } = await models.draft(define, { name: null, isRehearsed: false });
  expect(file?.name).toMatch(/^\d{14}-create-people\.js$/);
});
