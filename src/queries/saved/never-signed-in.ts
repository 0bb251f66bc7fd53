/** Accounts that were made and never used. */
export const description = 'users who never signed in since they registered';

export const params = {
  days: { type: 'integer', default: 7, description: 'registered at least so many days ago' },
};

export default (_models: unknown, { days }: { readonly days: number }) => ({
  model: 'User',
  scopes: ['active'],
  where: `lastLoginAt is null and createdAt < ${days}d`,
  order: [['createdAt', 'ASC']],
});
