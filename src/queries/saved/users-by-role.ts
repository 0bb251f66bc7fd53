/** How many users hold each role, those that nobody holds too. */
import type { QueryTypes as Types, Sequelize } from 'sequelize';

export const description = 'how many users hold each role, and how many of them are active';

interface Models {
  readonly sequelize: Sequelize;
  readonly QueryTypes: typeof Types;
}

export default ({ sequelize, QueryTypes }: Models) =>
  sequelize.query(
    `SELECT roles.name AS role, count(users.id)::int AS users,
            (count(users.id) FILTER (WHERE users.status = 'active' AND NOT users.deleted))::int AS active
       FROM roles
       LEFT JOIN users ON users.role_id = roles.id AND users.deleted_at IS NULL
      WHERE roles.deleted_at IS NULL
      GROUP BY roles.id, roles.name
      ORDER BY users DESC, role`,
    { type: QueryTypes.SELECT },
  );
