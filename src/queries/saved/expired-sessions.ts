/** Sessions that are over while their device still counts as signed in. */
export const description = 'active devices whose session has expired';

export default () => ({
  model: 'UserDevice',
  scopes: ['active'],
  where: 'sessionExpiresAt < 0s',
  include: 'user(columns: name email)',
  order: [['sessionExpiresAt', 'ASC']],
});
