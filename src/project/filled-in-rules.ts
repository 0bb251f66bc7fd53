/** What Sequelize puts into the options of an association where nobody said what becomes of its rows. */

/**
 * What belongsTo and hasOne are filled up with stands in their options, so that only what is never filled in is known to be said;
 * hasMany keeps its options as they were given (lib/associations/belongs-to.js, has-one.js and has-many.js, _injectAttributes).
 */
export const filledInDeleteRules: Readonly<Record<string, readonly string[]>> = {
  BelongsTo: ['SET NULL', 'NO ACTION'],
  HasOne: ['SET NULL', 'CASCADE'],
  HasMany: [],
};

/** Of `onUpdate`, likewise. */
export const filledInUpdateRule = 'CASCADE';
