'use strict';

const ADMIN_USER_ID = '550e8400-e29b-41d4-a716-446655440001';
const ADMIN_ROLE_ID = '550e8400-e29b-41d4-a716-446655440002';
const CREATED_AT = new Date('2026-01-09T12:00:00Z');

// bcrypt, cost 10, of "AdminPass123". Written down rather than computed, so that every installation holds the same rows.
const PASSWORD_HASH = '$2b$10$EDgqmIbqkrwfrcapQGwFe.IiizN2OqzhqFB/GBHzmlMSmMmqmjO2C';

/** The first account, for development. A real installation changes its password before anything else. */
module.exports = {
  async up(queryInterface) {
    await queryInterface.bulkInsert('users', [
      {
        id: ADMIN_USER_ID,
        role_id: ADMIN_ROLE_ID,
        email: 'admin@rituality.com',
        password_hash: PASSWORD_HASH,
        name: 'Admin User',
        status: 'active',
        email_verified: true,
        email_verified_at: CREATED_AT,
        onboarding_completed: true,
        created_at: CREATED_AT,
        updated_at: CREATED_AT,
      },
    ]);
  },

  async down(queryInterface) {
    await queryInterface.bulkDelete('users', { id: ADMIN_USER_ID });
  },
};
