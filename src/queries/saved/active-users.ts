/** Users who may use the application and whose address is theirs. */
export const description = 'active users with a verified address, the newest first';

export default () => ({
  model: 'User',
  scopes: ['active', 'verified'],
  order: [['createdAt', 'DESC']],
});
