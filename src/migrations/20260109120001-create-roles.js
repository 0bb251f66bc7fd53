'use strict';

/** Roles: what a user may do on the platform. Every user has exactly one. */
module.exports = {
  async up(queryInterface, Sequelize) {
    const now = Sequelize.literal('CURRENT_TIMESTAMP');

    await queryInterface.createTable(
      'roles',
      {
        id: {
          type: Sequelize.UUID,
          primaryKey: true,
          defaultValue: Sequelize.literal('gen_random_uuid()'),
        },
        name: {
          type: Sequelize.STRING(50),
          allowNull: false,
          unique: true,
          comment: 'What code asks for: lower case, never translated',
        },
        description: {
          type: Sequelize.TEXT,
          comment: 'What people holding the role may do',
        },
        created_at: { type: Sequelize.DATE, allowNull: false, defaultValue: now },
        updated_at: { type: Sequelize.DATE, allowNull: false, defaultValue: now },
        deleted_at: { type: Sequelize.DATE, comment: 'Soft delete: hidden from queries once set' },
      },
      { comment: 'Roles a user can have' },
    );
  },

  async down(queryInterface) {
    await queryInterface.dropTable('roles');
  },
};
