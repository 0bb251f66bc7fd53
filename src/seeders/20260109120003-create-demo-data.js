'use strict';

const { demoIds, demoRows } = require('./demo/rows.js');

const ROWS_AN_INSERT = 500;

/** People to look at: 5,000 of them with their permissions and their 12,000 devices, the same at every run. */
module.exports = {
  async up(queryInterface) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      for (const [table, rows] of Object.entries(demoRows())) {
        for (let start = 0; start < rows.length; start += ROWS_AN_INSERT) {
          await queryInterface.bulkInsert(table, rows.slice(start, start + ROWS_AN_INSERT), { transaction });
        }
      }
    });
  },

  async down(queryInterface) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      for (const [table, ids] of Object.entries(demoIds())) {
        await queryInterface.bulkDelete(table, { id: ids }, { transaction });
      }
    });
  },
};
