/**
 * A model and the migration that creates its table, as text: what sequelize-cli's templates give once js-beautify has been
 * over them.
 */
import type { ModelAttribute } from './attributes.ts';

export interface ModelShape {
  readonly name: string;
  readonly tableName: string;
  readonly attributes: readonly ModelAttribute[];
  readonly isUnderscored: boolean;
}

export function modelFile({ name, attributes, isUnderscored }: ModelShape): string {
  const fields = attributes.map((attribute) => `    ${attribute.name}: ${attribute.type('DataTypes')}`);
  return `'use strict';
const {
  Model
} = require('sequelize');
module.exports = (sequelize, DataTypes) => {
  class ${name} extends Model {
    /**
     * Helper method for defining associations.
     * This method is not a part of Sequelize lifecycle.
     * The \`models/index\` file will call this method automatically.
     */
    static associate(models) {
      // define association here
    }
  }
  ${name}.init({
${fields.join(',\n')}
  }, {
    sequelize,
    modelName: '${name}',${isUnderscored ? '\n    underscored: true,' : ''}
  });
  return ${name};
};`;
}

export function tableMigration({ tableName, attributes, isUnderscored }: ModelShape): string {
  const fields = attributes.map(
    (attribute) => `      ${attribute.name}: {
        type: ${attribute.type('Sequelize')}
      },
`,
  );
  const [createdAt, updatedAt] = isUnderscored ? ['created_at', 'updated_at'] : ['createdAt', 'updatedAt'];
  return `'use strict';
/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('${tableName}', {
      id: {
        allowNull: false,
        autoIncrement: true,
        primaryKey: true,
        type: Sequelize.INTEGER
      },
${fields.join('')}      ${createdAt}: {
        allowNull: false,
        type: Sequelize.DATE
      },
      ${updatedAt}: {
        allowNull: false,
        type: Sequelize.DATE
      }
    });
  },
  async down(queryInterface, Sequelize) {
    await queryInterface.dropTable('${tableName}');
  }
};`;
}
