/** A device: where a user is signed in, and the session that keeps them so. */
import {
  type CreationOptional,
  DataTypes,
  type ForeignKey,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  Op,
  type Sequelize,
} from 'sequelize';

export const DEVICE_PLATFORMS = ['ios', 'android', 'web', 'desktop'] as const;
export type DevicePlatform = (typeof DEVICE_PLATFORMS)[number];

const DAY_MS = 24 * 60 * 60 * 1_000;

export class UserDevice extends Model<InferAttributes<UserDevice>, InferCreationAttributes<UserDevice>> {
  declare id: CreationOptional<string>;
  declare userId: ForeignKey<string>;
  declare name: string;
  declare platform: DevicePlatform;
  declare osVersion: CreationOptional<string | null>;
  declare appVersion: CreationOptional<string | null>;
  declare isActive: CreationOptional<boolean>;
  declare pushToken: CreationOptional<string | null>;
  declare ipAddress: CreationOptional<string | null>;
  declare userAgent: CreationOptional<string | null>;
  /** Null until the first request after sign-in. */
  declare lastSeenAt: CreationOptional<Date | null>;
  declare sessionExpiresAt: CreationOptional<Date | null>;
  /** Digits: pg reads a bigint as text, since a JavaScript number could not hold every one. */
  declare syncedBytes: CreationOptional<string>;
  declare details: CreationOptional<Readonly<Record<string, unknown>> | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare deletedAt: CreationOptional<Date | null>;

  static register(sequelize: Sequelize): typeof UserDevice {
    return UserDevice.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 },
        userId: { type: DataTypes.UUID, allowNull: false },
        name: { type: DataTypes.STRING(120), allowNull: false, validate: { notEmpty: true, len: [1, 120] } },
        platform: {
          type: DataTypes.ENUM(...DEVICE_PLATFORMS),
          allowNull: false,
          validate: { isIn: [[...DEVICE_PLATFORMS]] },
        },
        osVersion: { type: DataTypes.STRING(40), validate: { len: [1, 40] } },
        appVersion: { type: DataTypes.STRING(20), validate: { is: /^\d+\.\d+\.\d+$/ } },
        isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
        pushToken: { type: DataTypes.TEXT, validate: { notEmpty: true } },
        ipAddress: { type: DataTypes.INET, validate: { isIP: true } },
        userAgent: DataTypes.TEXT,
        lastSeenAt: DataTypes.DATE,
        sessionExpiresAt: DataTypes.DATE,
        syncedBytes: { type: DataTypes.BIGINT, allowNull: false, defaultValue: 0, validate: { min: 0 } },
        details: DataTypes.JSONB,
        createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW },
        updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW },
        deletedAt: DataTypes.DATE,
      },
      {
        sequelize,
        modelName: 'UserDevice',
        tableName: 'user_devices',
        indexes: [
          { fields: ['user_id'] },
          { fields: ['last_seen_at'] },
          { fields: ['push_token'], unique: true, where: { deleted_at: null } },
        ],
        scopes: {
          active: { where: { isActive: true } },
          /** A device never seen at all has not been seen for any number of days. */
          unseenFor: (days: number) => ({
            where: {
              lastSeenAt: { [Op.or]: [{ [Op.is]: null }, { [Op.lt]: new Date(Date.now() - days * DAY_MS) }] },
            },
          }),
        },
      },
    );
  }
}
