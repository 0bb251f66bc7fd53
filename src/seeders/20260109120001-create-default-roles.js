'use strict';

const ADMIN_ROLE_ID = '550e8400-e29b-41d4-a716-446655440002';
const USER_ROLE_ID = '550e8400-e29b-41d4-a716-446655440003';
const CREATED_AT = new Date('2026-01-09T12:00:00Z');

/** The two roles every installation has. Their ids are fixed, so that other seeders can name them. */
module.exports = {
  async up(queryInterface) {
    const role = (id, name, description) => ({
      id,
      name,
      description,
      created_at: CREATED_AT,
      updated_at: CREATED_AT,
    });

    await queryInterface.bulkInsert('roles', [
      role(ADMIN_ROLE_ID, 'admin', 'Runs the platform: sees every account and may suspend it.'),
      role(USER_ROLE_ID, 'user', 'Keeps rituals of their own and shares them with friends.'),
    ]);
  },

  async down(queryInterface) {
    await queryInterface.bulkDelete('roles', { id: [ADMIN_ROLE_ID, USER_ROLE_ID] });
  },
};
