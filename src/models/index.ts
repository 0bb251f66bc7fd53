/**
 * The application's one Sequelize instance, with its models registered and joined. Importing it opens no connection.
 * A model file knows no other model: what an association adds to a class is declared here, beside the association.
 */
import {
  type BelongsToGetAssociationMixin,
  type HasManyCountAssociationsMixin,
  type HasManyCreateAssociationMixin,
  type HasManyGetAssociationsMixin,
  type HasOneCreateAssociationMixin,
  type HasOneGetAssociationMixin,
  type NonAttribute,
  Sequelize,
} from 'sequelize';
import config from '../config/database.ts';
import { Role } from './Role.model.ts';
import { User } from './User.model.ts';
import { UserDevice } from './UserDevice.model.ts';
import { UserPermission } from './UserPermission.model.ts';

const sequelize = new Sequelize(config);

Role.register(sequelize);
User.register(sequelize);
UserPermission.register(sequelize);
UserDevice.register(sequelize);

// A role that somebody holds stays; what belongs to a user goes with the user.
Role.hasMany(User, { as: 'users', foreignKey: 'roleId', onDelete: 'RESTRICT' });
User.belongsTo(Role, { as: 'role', foreignKey: 'roleId', onDelete: 'RESTRICT' });

User.hasOne(UserPermission, { as: 'permissions', foreignKey: 'userId', onDelete: 'CASCADE' });
UserPermission.belongsTo(User, { as: 'user', foreignKey: 'userId', onDelete: 'CASCADE' });

User.hasMany(UserDevice, { as: 'devices', foreignKey: 'userId', onDelete: 'CASCADE' });
UserDevice.belongsTo(User, { as: 'user', foreignKey: 'userId', onDelete: 'CASCADE' });

declare module './Role.model.ts' {
  interface Role {
    users?: NonAttribute<User[]>;
    getUsers: HasManyGetAssociationsMixin<User>;
    countUsers: HasManyCountAssociationsMixin;
  }
}

declare module './User.model.ts' {
  interface User {
    role?: NonAttribute<Role>;
    getRole: BelongsToGetAssociationMixin<Role>;
    permissions?: NonAttribute<UserPermission | null>;
    getPermissions: HasOneGetAssociationMixin<UserPermission | null>;
    createPermissions: HasOneCreateAssociationMixin<UserPermission>;
    devices?: NonAttribute<UserDevice[]>;
    getDevices: HasManyGetAssociationsMixin<UserDevice>;
    countDevices: HasManyCountAssociationsMixin;
    createDevice: HasManyCreateAssociationMixin<UserDevice, 'userId'>;
  }
}

declare module './UserPermission.model.ts' {
  interface UserPermission {
    user?: NonAttribute<User>;
    getUser: BelongsToGetAssociationMixin<User>;
  }
}

declare module './UserDevice.model.ts' {
  interface UserDevice {
    user?: NonAttribute<User>;
    getUser: BelongsToGetAssociationMixin<User>;
  }
}

export { Role, sequelize, User, UserDevice, UserPermission };
export default { sequelize, Sequelize, Role, User, UserPermission, UserDevice };
