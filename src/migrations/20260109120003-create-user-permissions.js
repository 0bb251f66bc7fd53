'use strict';

/** What a user lets the platform do, and how they like it: one row a user. */
module.exports = {
  async up(queryInterface, Sequelize) {
    const now = Sequelize.literal('CURRENT_TIMESTAMP');
    const permission = (defaultValue, comment) => ({
      type: Sequelize.BOOLEAN,
      allowNull: false,
      defaultValue,
      comment,
    });

    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.createTable(
        'user_permissions',
        {
          id: {
            type: Sequelize.UUID,
            primaryKey: true,
            defaultValue: Sequelize.literal('gen_random_uuid()'),
          },
          user_id: {
            type: Sequelize.UUID,
            allowNull: false,
            // One row a user; the constraint's index is also the foreign key's.
            unique: true,
            references: { model: 'users', key: 'id' },
            onUpdate: 'CASCADE',
            onDelete: 'CASCADE',
            comment: 'Whose they are',
          },
          notifications_enabled: permission(true, 'The main switch: off silences every channel below'),
          email_notifications: permission(true, 'Reminders by email'),
          push_notifications: permission(true, 'Reminders on the devices that have a push token'),
          marketing_emails: permission(false, 'News of the platform; off until the user asks'),
          location_access: permission(false, 'May read the location, for rituals tied to a place'),
          health_access: permission(false, 'May read sleep and activity from the health app'),
          profile_visibility: {
            type: Sequelize.ENUM('public', 'friends', 'private'),
            allowNull: false,
            defaultValue: 'friends',
            comment: 'Who sees the profile',
          },
          reminder_time: { type: Sequelize.TIME, comment: 'Local time of the daily reminder; null for none' },
          daily_reminder_limit: {
            type: Sequelize.SMALLINT,
            allowNull: false,
            defaultValue: 3,
            comment: 'At most this many reminders a day, 0 to 24',
          },
          muted_topics: {
            type: Sequelize.ARRAY(Sequelize.STRING(40)),
            allowNull: false,
            defaultValue: [],
            comment: 'Topics the user wants no reminders of',
          },
          preferences: {
            type: Sequelize.JSONB,
            allowNull: false,
            defaultValue: {},
            comment: 'Everything else the apps remember: theme, locale, quiet hours, reminders',
          },
          created_at: { type: Sequelize.DATE, allowNull: false, defaultValue: now },
          updated_at: { type: Sequelize.DATE, allowNull: false, defaultValue: now },
          deleted_at: { type: Sequelize.DATE, comment: 'Soft delete: hidden from queries once set' },
        },
        { comment: 'Permissions and preferences, one row a user', transaction },
      );

      await queryInterface.addConstraint('user_permissions', {
        type: 'check',
        name: 'user_permissions_daily_reminder_limit_range',
        fields: ['daily_reminder_limit'],
        where: { daily_reminder_limit: { [Sequelize.Op.between]: [0, 24] } },
        transaction,
      });
      await queryInterface.sequelize.query(
        `ALTER TABLE user_permissions ADD CONSTRAINT user_permissions_preferences_is_object
           CHECK (jsonb_typeof(preferences) = 'object')`,
        { transaction },
      );
    });
  },

  async down(queryInterface) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.dropTable('user_permissions', { transaction });
      await queryInterface.sequelize.query('DROP TYPE IF EXISTS "enum_user_permissions_profile_visibility"', {
        transaction,
      });
    });
  },
};
