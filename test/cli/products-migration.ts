/** The migration of a project with one table. */
export const productsMigration = {
  name: '20260101000000-create-products.js',
  text: `
    module.exports = {
      up: (queryInterface, Sequelize) => queryInterface.createTable('products', {
        id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
        name: Sequelize.STRING(80),
        price: Sequelize.DECIMAL(10, 2),
      }),
      down: (queryInterface) => queryInterface.dropTable('products'),
    };`,
};
