/** The application's one Sequelize instance, with its models registered and joined. Importing it opens no connection. */
import { Sequelize } from 'sequelize';
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

export { Role, sequelize, User, UserDevice, UserPermission };
export default { sequelize, Sequelize, Role, User, UserPermission, UserDevice };
