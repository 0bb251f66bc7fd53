'use strict';

/** Devices: where a user is signed in, one session each. */
module.exports = {
  async up(queryInterface, Sequelize) {
    const now = Sequelize.literal('CURRENT_TIMESTAMP');

    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.createTable(
        'user_devices',
        {
          id: {
            type: Sequelize.UUID,
            primaryKey: true,
            defaultValue: Sequelize.literal('gen_random_uuid()'),
          },
          user_id: {
            type: Sequelize.UUID,
            allowNull: false,
            references: { model: 'users', key: 'id' },
            onUpdate: 'CASCADE',
            onDelete: 'CASCADE',
            comment: 'Who is signed in',
          },
          name: {
            type: Sequelize.STRING(120),
            allowNull: false,
            comment: 'As the device calls itself, or as the user renamed it',
          },
          platform: {
            type: Sequelize.ENUM('ios', 'android', 'web', 'desktop'),
            allowNull: false,
            comment: 'Decides how a push message is sent',
          },
          os_version: { type: Sequelize.STRING(40) },
          app_version: { type: Sequelize.STRING(20), comment: 'Null for a browser' },
          is_active: {
            type: Sequelize.BOOLEAN,
            allowNull: false,
            defaultValue: true,
            comment: 'False once the user signed out here',
          },
          push_token: {
            type: Sequelize.TEXT,
            comment: 'Address for push messages; no two devices share one unless soft deleted',
          },
          ip_address: { type: Sequelize.INET, comment: 'Of the last request, IPv4 or IPv6' },
          user_agent: { type: Sequelize.TEXT, comment: 'Of the last request' },
          last_seen_at: { type: Sequelize.DATE, comment: 'Null until the first request after sign-in' },
          session_expires_at: { type: Sequelize.DATE, comment: 'Null for a session that does not expire' },
          synced_bytes: {
            type: Sequelize.BIGINT,
            allowNull: false,
            defaultValue: 0,
            comment: 'Sent and received since sign-in; JavaScript reads it as text',
          },
          details: {
            type: Sequelize.JSONB,
            comment: 'What the app reports: model, screen, battery, features',
          },
          created_at: { type: Sequelize.DATE, allowNull: false, defaultValue: now },
          updated_at: { type: Sequelize.DATE, allowNull: false, defaultValue: now },
          deleted_at: { type: Sequelize.DATE, comment: 'Soft delete: hidden from queries once set' },
        },
        { comment: 'Devices and their sessions', transaction },
      );

      await queryInterface.addIndex('user_devices', ['user_id'], {
        name: 'user_devices_user_id',
        transaction,
      });
      await queryInterface.addIndex('user_devices', ['last_seen_at'], {
        name: 'user_devices_last_seen_at',
        transaction,
      });
      // Unlike an email address, a token moves on with the phone: it is free again once its row is soft deleted.
      await queryInterface.addIndex('user_devices', ['push_token'], {
        name: 'user_devices_push_token',
        unique: true,
        where: { deleted_at: null },
        transaction,
      });
    });
  },

  async down(queryInterface) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.dropTable('user_devices', { transaction });
      await queryInterface.sequelize.query('DROP TYPE IF EXISTS "enum_user_devices_platform"', {
        transaction,
      });
    });
  },
};
