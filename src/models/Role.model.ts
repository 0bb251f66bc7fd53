/** A role: what its users may do. Every user has exactly one. */
import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

export class Role extends Model<InferAttributes<Role>, InferCreationAttributes<Role>> {
  declare id: CreationOptional<string>;
  declare name: string;
  declare description: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare deletedAt: CreationOptional<Date | null>;

  static register(sequelize: Sequelize): typeof Role {
    return Role.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 },
        name: {
          type: DataTypes.STRING(50),
          allowNull: false,
          unique: { name: 'roles_name_key', msg: 'There is a role of this name already.' },
          validate: {
            is: { args: /^[a-z][a-z0-9_-]{1,49}$/, msg: 'A role is named in lower case, such as "editor".' },
          },
        },
        description: { type: DataTypes.TEXT, validate: { len: [0, 2_000] } },
        createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW },
        updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW },
        deletedAt: DataTypes.DATE,
      },
      { sequelize, modelName: 'Role', tableName: 'roles' },
    );
  }
}
