/** Every user should have a row of permissions; these were made past the application. */
export const description = 'users without a row of permissions';

export default () => ({ model: 'User', where: 'permissions is null', order: [['createdAt', 'ASC']] });
