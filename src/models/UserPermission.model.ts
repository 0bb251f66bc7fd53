/** What a user lets the platform do, and how they like it: one row a user. */
import {
  type CreationOptional,
  DataTypes,
  type ForeignKey,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

export const PROFILE_VISIBILITIES = ['public', 'friends', 'private'] as const;
export type ProfileVisibility = (typeof PROFILE_VISIBILITIES)[number];

/** What the apps remember. Every field may be missing, and others may be there. */
export interface Preferences {
  readonly theme?: string;
  readonly locale?: string;
  readonly timeZone?: string;
  readonly quietHours?: { readonly from: string; readonly to: string } | null;
  readonly reminders?: readonly {
    readonly topic: string;
    readonly at: string;
    readonly days: readonly string[];
  }[];
  readonly [field: string]: unknown;
}

export class UserPermission extends Model<
  InferAttributes<UserPermission>,
  InferCreationAttributes<UserPermission>
> {
  declare id: CreationOptional<string>;
  declare userId: ForeignKey<string>;
  declare notificationsEnabled: CreationOptional<boolean>;
  declare emailNotifications: CreationOptional<boolean>;
  declare pushNotifications: CreationOptional<boolean>;
  declare marketingEmails: CreationOptional<boolean>;
  declare locationAccess: CreationOptional<boolean>;
  declare healthAccess: CreationOptional<boolean>;
  declare profileVisibility: CreationOptional<ProfileVisibility>;
  /** Local time of day, as 06:30:00. */
  declare reminderTime: CreationOptional<string | null>;
  declare dailyReminderLimit: CreationOptional<number>;
  declare mutedTopics: CreationOptional<string[]>;
  declare preferences: CreationOptional<Preferences>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare deletedAt: CreationOptional<Date | null>;

  static register(sequelize: Sequelize): typeof UserPermission {
    const permission = (defaultValue: boolean) => ({
      type: DataTypes.BOOLEAN,
      allowNull: false,
      defaultValue,
    });

    return UserPermission.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 },
        userId: {
          type: DataTypes.UUID,
          allowNull: false,
          unique: { name: 'user_permissions_user_id_key', msg: 'This user has permissions already.' },
        },
        notificationsEnabled: permission(true),
        emailNotifications: permission(true),
        pushNotifications: permission(true),
        marketingEmails: permission(false),
        locationAccess: permission(false),
        healthAccess: permission(false),
        profileVisibility: {
          type: DataTypes.ENUM(...PROFILE_VISIBILITIES),
          allowNull: false,
          defaultValue: 'friends',
          validate: { isIn: [[...PROFILE_VISIBILITIES]] },
        },
        reminderTime: { type: DataTypes.TIME, validate: { is: /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/ } },
        dailyReminderLimit: {
          type: DataTypes.SMALLINT,
          allowNull: false,
          defaultValue: 3,
          validate: { isInt: true, min: 0, max: 24 },
        },
        mutedTopics: { type: DataTypes.ARRAY(DataTypes.STRING(40)), allowNull: false, defaultValue: [] },
        preferences: {
          type: DataTypes.JSONB,
          allowNull: false,
          defaultValue: {},
          validate: {
            isObject(value: unknown) {
              if (typeof value !== 'object' || value === null || Array.isArray(value)) {
                throw new Error('Preferences are one JSON object.');
              }
            },
          },
        },
        createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW },
        updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW },
        deletedAt: DataTypes.DATE,
      },
      { sequelize, modelName: 'UserPermission', tableName: 'user_permissions' },
    );
  }
}
