'use strict';

/**
 * Users: one account each.
 *
 * An email address stays taken when its account is soft deleted. The unique constraint covers deleted rows on purpose: an
 * account can then always be restored, and nobody can register with the address of one that may come back.
 */
module.exports = {
  async up(queryInterface, Sequelize) {
    const now = Sequelize.literal('CURRENT_TIMESTAMP');

    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.createTable(
        'users',
        {
          id: {
            type: Sequelize.UUID,
            primaryKey: true,
            defaultValue: Sequelize.literal('gen_random_uuid()'),
          },
          role_id: {
            type: Sequelize.UUID,
            allowNull: false,
            references: { model: 'roles', key: 'id' },
            onUpdate: 'CASCADE',
            // A role that somebody still holds cannot go.
            onDelete: 'RESTRICT',
            comment: 'What the user may do',
          },
          email: {
            type: Sequelize.STRING(255),
            allowNull: false,
            unique: true,
            comment: 'Signs the user in; lower case; stays taken after a soft delete',
          },
          password_hash: {
            type: Sequelize.STRING(255),
            allowNull: false,
            comment: 'bcrypt; never the password, and never sent to a client',
          },
          name: {
            type: Sequelize.STRING(120),
            allowNull: false,
            comment: 'As the user writes it, in any script',
          },
          status: {
            type: Sequelize.ENUM('active', 'inactive', 'suspended', 'pending'),
            allowNull: false,
            defaultValue: 'active',
            comment: 'Whether the account may be used; suspended is set by an administrator',
          },
          deleted: {
            type: Sequelize.BOOLEAN,
            allowNull: false,
            defaultValue: false,
            comment: 'The user closed the account; deleted_at follows when it is removed',
          },
          email_verified: {
            type: Sequelize.BOOLEAN,
            allowNull: false,
            defaultValue: false,
            comment: 'The user opened the link sent to the address',
          },
          email_verified_at: { type: Sequelize.DATE, comment: 'When that was' },
          onboarding_completed: {
            type: Sequelize.BOOLEAN,
            allowNull: false,
            defaultValue: false,
            comment: 'The welcome tour is done and is not shown again',
          },
          birth_date: { type: Sequelize.DATEONLY, comment: 'A calendar day, without a time zone' },
          bio: {
            type: Sequelize.TEXT,
            comment: 'What the user says of themselves; several paragraphs at times',
          },
          last_login_at: { type: Sequelize.DATE, comment: 'Null until the first sign-in' },
          created_at: { type: Sequelize.DATE, allowNull: false, defaultValue: now },
          updated_at: { type: Sequelize.DATE, allowNull: false, defaultValue: now },
          deleted_at: { type: Sequelize.DATE, comment: 'Soft delete: hidden from queries once set' },
        },
        { comment: 'Accounts', transaction },
      );

      await queryInterface.sequelize.query(
        'ALTER TABLE users ADD CONSTRAINT users_email_is_lower_case CHECK (email = lower(email))',
        { transaction },
      );
      await queryInterface.addIndex('users', ['role_id'], { name: 'users_role_id', transaction });
      await queryInterface.addIndex('users', ['created_at'], { name: 'users_created_at', transaction });
    });
  },

  async down(queryInterface) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.dropTable('users', { transaction });
      await queryInterface.sequelize.query('DROP TYPE IF EXISTS "enum_users_status"', { transaction });
    });
  },
};
