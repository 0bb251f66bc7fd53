/** A user: one account. Its password hash is left out of every query that does not ask for it by scope. */
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

export const USER_STATUSES = ['active', 'inactive', 'suspended', 'pending'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** Of every scope, not only the default one: naming a scope takes the default scope off. */
const withoutPassword = { exclude: ['passwordHash'] };

export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<string>;
  declare roleId: ForeignKey<string>;
  declare email: string;
  declare passwordHash: string;
  declare name: string;
  declare status: CreationOptional<UserStatus>;
  /** The user closed the account. A row is removed by `deletedAt`, not by this. */
  declare deleted: CreationOptional<boolean>;
  declare emailVerified: CreationOptional<boolean>;
  declare emailVerifiedAt: CreationOptional<Date | null>;
  declare onboardingCompleted: CreationOptional<boolean>;
  /** A calendar day, as 2026-01-09. */
  declare birthDate: CreationOptional<string | null>;
  declare bio: CreationOptional<string | null>;
  declare lastLoginAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare deletedAt: CreationOptional<Date | null>;

  /** Whether this is the user's password. The user must have been read with the scope "withPassword". */
  async verifyPassword(password: string): Promise<boolean> {
    // A user read without the attribute has no hash, whatever its type says.
    const hash = this.passwordHash as string | undefined;
    if (hash === undefined)
      throw new Error('Read the user with the scope "withPassword" to verify a password');
    // Only here: bcrypt is native, and all else must work where it cannot be loaded.
    const { compare } = await import('bcrypt');
    return compare(password, hash);
  }

  static register(sequelize: Sequelize): typeof User {
    return User.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 },
        roleId: { type: DataTypes.UUID, allowNull: false },
        email: {
          type: DataTypes.STRING(255),
          allowNull: false,
          unique: { name: 'users_email_key', msg: 'This email address has an account already.' },
          validate: { isEmail: { msg: 'This is not an email address.' }, len: [3, 255] },
          set(value: unknown) {
            this.setDataValue(
              'email',
              typeof value === 'string' ? value.trim().toLowerCase() : (value as string),
            );
          },
        },
        passwordHash: { type: DataTypes.STRING(255), allowNull: false, validate: { notEmpty: true } },
        name: { type: DataTypes.STRING(120), allowNull: false, validate: { notEmpty: true, len: [1, 120] } },
        status: {
          type: DataTypes.ENUM(...USER_STATUSES),
          allowNull: false,
          defaultValue: 'active',
          validate: { isIn: [[...USER_STATUSES]] },
        },
        deleted: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
        emailVerified: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
        emailVerifiedAt: DataTypes.DATE,
        onboardingCompleted: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
        birthDate: { type: DataTypes.DATEONLY, validate: { isAfter: '1899-12-31' } },
        bio: { type: DataTypes.TEXT, validate: { len: [0, 20_000] } },
        lastLoginAt: DataTypes.DATE,
        createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW },
        updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW },
        deletedAt: DataTypes.DATE,
      },
      {
        sequelize,
        modelName: 'User',
        tableName: 'users',
        indexes: [{ fields: ['role_id'] }, { fields: ['created_at'] }],
        defaultScope: { attributes: withoutPassword },
        scopes: {
          active: { where: { status: 'active', deleted: false }, attributes: withoutPassword },
          verified: { where: { emailVerified: true }, attributes: withoutPassword },
          /** `since` is a day or an instant, as 2026-01-09 or 2026-01-09T12:00:00Z. */
          registeredSince: (since: string) => ({
            where: { createdAt: { [Op.gte]: new Date(since) } },
            attributes: withoutPassword,
          }),
          // Excluded and included: alone or beside the others, the hash is then read exactly once.
          withPassword: { attributes: { ...withoutPassword, include: ['passwordHash'] } },
        },
      },
    );
  }
}
