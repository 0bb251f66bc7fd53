/** How the application grows. */
import type { QueryTypes as Types, Sequelize } from 'sequelize';

export const description = 'users registered in each month';

export const params = {
  since: { type: 'day', default: '2020-01-01', description: 'the first day that counts' },
};

interface Models {
  readonly sequelize: Sequelize;
  readonly QueryTypes: typeof Types;
}

export default ({ sequelize, QueryTypes }: Models, { since }: { readonly since: string }) =>
  sequelize.query(
    `SELECT to_char(created_at, 'YYYY-MM') AS month, count(*)::int AS users
       FROM users
      WHERE deleted_at IS NULL AND created_at >= :since::date
      GROUP BY month
      ORDER BY month`,
    { type: QueryTypes.SELECT, replacements: { since } },
  );
