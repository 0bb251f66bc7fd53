// Projects of the size and the manners of the largest one the console is tried on: 230 models with 12 columns each, 440
// associations, hooks in files of their own. The same bytes on every machine.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const modelCount = 230;
export const associationCount = 440;

/** How the same application is written. `register` is what such a project runs its code with, null for Node alone. */
export const styles = {
  commonJs: { title: 'CommonJS', extension: 'js', register: null },
  esSyntax: { title: 'ES syntax in a CommonJS package', extension: 'js', register: 'tsx/cjs' },
  typescript: { title: 'TypeScript', extension: 'ts', register: 'tsx/cjs' },
};

/**
 * Writes one into `root`, with the packages of `packages` (a node_modules folder), of `count` models (CommonJS: any number). Returns the path of its index.
 */
export async function generateProject(root, style, packages, count = modelCount) {
  const { extension } = styles[style];
  const models = join(root, 'src/models');
  await mkdir(join(models, 'hooks'), { recursive: true });
  await mkdir(join(root, 'config'), { recursive: true });
  await symlink(packages, join(root, 'node_modules'));
  const files = {
    'package.json': JSON.stringify({ name: `bench-${style}`, dependencies: { sequelize: '6', pg: '8' } }),
    '.sequelizerc': `module.exports = { 'models-path': 'src/models', config: 'config/config.json' };`,
    'config/config.json': JSON.stringify({
      development: { dialect: 'postgres', host: '127.0.0.1', database: 'bench', username: 'bench' },
    }),
    [`src/models/index.${extension}`]: indexSource(style),
  };
  if (style === 'typescript') {
    const compilerOptions = { target: 'es2022', module: 'commonjs', esModuleInterop: true, strict: true };
    files['tsconfig.json'] = JSON.stringify({ compilerOptions });
  }
  for (let index = 0; index < count; index += 1) {
    files[`src/models/${fileName(index)}.${extension}`] = modelSource(index, style, count);
    files[`src/models/hooks/${fileName(index)}.${extension}`] = hooksSource(index, style);
  }
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), `${text}\n`);
  return join(models, `index.${extension}`);
}

const fileName = (index) => `entity${String(index).padStart(3, '0')}`;
const modelName = (index) => `Entity${String(index).padStart(3, '0')}`;

/** A tree: each model belongs to its parent, and most parents have many of each child, as many as make the count. */
function associationsOf(index, count) {
  const associations = Math.round((associationCount / modelCount) * count);
  const own = [];
  if (index >= 1) own.push(['belongsTo', Math.floor((index - 1) / 3), `parentId`, 'parent']);
  for (let child = index * 3 + 1; child <= index * 3 + 3; child += 1) {
    if (child < count && child > 2 * (count - 1) - associations) {
      own.push(['hasMany', child, 'parentId', `children${child}`]);
    }
  }
  return own;
}

const columns = [
  `id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }`,
  `name: { type: DataTypes.STRING(80), allowNull: false, validate: { notEmpty: true, len: [2, 80] } }`,
  `code: { type: DataTypes.STRING, unique: true }`,
  `status: { type: DataTypes.ENUM('draft', 'submitted', 'approved', 'deleted'), defaultValue: 'draft' }`,
  `note: { type: DataTypes.TEXT, allowNull: true }`,
  `amount: { type: DataTypes.DECIMAL(12, 2) }`,
  `startsOn: { type: DataTypes.DATEONLY, field: 'starts_on' }`,
  `tags: { type: DataTypes.ARRAY(DataTypes.STRING), defaultValue: [] }`,
  `details: { type: DataTypes.JSONB }`,
  `isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true }`,
  `label: { type: DataTypes.VIRTUAL, get() { return [this.name, this.status].join(' '); } }`,
  `parentId: { type: DataTypes.INTEGER, field: 'parent_id' }`,
];

function modelSource(index, style, count) {
  const name = modelName(index);
  const lines = associationsOf(index, count).map(
    ([type, target, foreignKey, as]) =>
      `      ${name}.${type}(models.${modelName(target)}, { foreignKey: '${foreignKey}', as: '${as}' });`,
  );
  const types = style === 'typescript';
  const body = [
    `  class ${name} extends Model${types ? '<Attributes>' : ''} {`,
    ...(types ? ['    declare id: number;', '    declare name: string;', '    declare status: string;'] : []),
    `    static associate(models${types ? ': Record<string, ModelStatic<Model>>' : ''}) {`,
    ...lines,
    '    }',
    '  }',
    `  ${name}.init(`,
    '    {',
    ...columns.map((column) => `      ${column},`),
    '    },',
    `    {`,
    `      sequelize,`,
    `      modelName: '${name}',`,
    `      paranoid: ${index % 4 === 0},`,
    ...(index % 10 === 0 ? [`      scopes: { active: { where: { isActive: true } } },`] : []),
    `      hooks: {`,
    `        beforeCreate: async (instance, options) => beforeCreate(sequelize, instance, options),`,
    `        afterUpdate: async (instance, options) => afterUpdate(sequelize, instance, options),`,
    `      },`,
    `    },`,
    `  );`,
    `  return ${name};`,
  ];
  const file = fileName(index);
  if (style === 'commonJs') {
    return [
      `const { Model } = require('sequelize');`,
      `const { beforeCreate, afterUpdate } = require('./hooks/${file}');`,
      '',
      'module.exports = (sequelize, DataTypes) => {',
      ...body,
      '};',
    ].join('\n');
  }
  return [
    types
      ? `import { DataTypes, Model, type ModelStatic, type Sequelize } from 'sequelize';`
      : `import { Model } from 'sequelize';`,
    `import { beforeCreate, afterUpdate } from './hooks/${file}';`,
    '',
    ...(types ? ['interface Attributes {', '  id: number;', '  name: string;', '}', ''] : []),
    types ? 'export default (sequelize: Sequelize) => {' : 'export default (sequelize, DataTypes) => {',
    ...body,
    '};',
  ].join('\n');
}

/** Never called: they are there to be compiled and loaded, as real ones are. */
function hooksSource(index, style) {
  const any = style === 'typescript' ? ': any' : '';
  const names = ['beforeCreate', 'afterUpdate', 'syncCounters', 'notifyWatchers'];
  const functions = names.map((name, order) =>
    [
      `const ${name} = async (sequelize${any}, instance${any}, options${any} = {}) => {`,
      `  const changed = instance.changed() || [];`,
      `  if (!changed.includes('status') || options.silent) return;`,
      `  const related = await sequelize.models.${modelName((index + order) % modelCount)}.findAll({`,
      `    where: { parentId: instance.id, ...(options.where ?? {}) },`,
      `    transaction: options.transaction,`,
      `  });`,
      `  await Promise.all(related.map(async (one${any}) => one.update({ status: instance.status }, { ...options })));`,
      `};`,
    ].join('\n'),
  );
  const list = `{ ${names.join(', ')} }`;
  return [...functions, style === 'commonJs' ? `module.exports = ${list};` : `export ${list};`].join('\n\n');
}

function indexSource(style) {
  if (style === 'typescript') {
    const all = Array.from({ length: modelCount }, (_, index) => index);
    return [
      `import { Sequelize } from 'sequelize';`,
      `import config from '../../config/config.json';`,
      ...all.map((index) => `import define${modelName(index)} from './${fileName(index)}';`),
      '',
      `export const sequelize = new Sequelize({ ...config.development, dialect: 'postgres' });`,
      `export const models = {`,
      ...all.map((index) => `  ${modelName(index)}: define${modelName(index)}(sequelize),`),
      '};',
      'for (const model of Object.values(models)) model.associate(models);',
    ].join('\n');
  }
  return [
    `const fs = require('fs');`,
    `const path = require('path');`,
    `const Sequelize = require('sequelize');`,
    `const config = require('../../config/config.json').development;`,
    '',
    'const db = {};',
    'const sequelize = new Sequelize(config.database, config.username, null, config);',
    'fs.readdirSync(__dirname)',
    `  .filter((file) => file.endsWith('.js') && file !== path.basename(__filename))`,
    '  .forEach((file) => {',
    `    const loaded = require(path.join(__dirname, file));`,
    '    const model = (loaded.default || loaded)(sequelize, Sequelize.DataTypes);',
    '    db[model.name] = model;',
    '  });',
    'Object.keys(db).forEach((name) => db[name].associate(db));',
    'db.sequelize = sequelize;',
    'module.exports = db;',
  ].join('\n');
}
