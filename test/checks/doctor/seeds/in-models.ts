/** What the models alone say. */
import { DataTypes } from 'sequelize';
import { reached } from '../clinic-fixture.ts';
import { model, type Seed } from './seed.ts';

export const seedsInModels: readonly Seed[] = [
  {
    title: 'a model without a table',
    finds: ['table-missing:Ghost'],
    models(draft) {
      draft.models['Ghost'] = { attributes: { name: DataTypes.TEXT }, options: { tableName: 'ghosts' } };
    },
  },
  {
    title: 'a to-many association in a default scope',
    finds: ['to-many-in-default-scope:Order.items'],
    models(draft) {
      model(draft, 'Order').options.defaultScope = { include: ['items'] };
    },
  },
  {
    title: 'a to-many association below another in a default scope',
    finds: ['to-many-in-default-scope:Comment.post.tags'],
    models(draft) {
      model(draft, 'Comment').options.defaultScope = {
        include: { association: 'post', include: ['tags'] } as never,
      };
    },
  },
  {
    title: 'a scope that joins two to-many associations',
    finds: ['row-explosion:User.everything'],
    models(draft) {
      model(draft, 'User').options.scopes = {
        everything: { include: ['posts', { association: 'orders' }] },
        enough: { include: ['posts', { association: 'orders', separate: true }] },
      };
    },
  },
  {
    title: 'a getter that reads for each record',
    finds: ['read-per-record:Team.size'],
    models(draft) {
      draft.associations['members'] = ({ Team, User }) =>
        Team?.hasMany(reached(User), { as: 'members', foreignKey: 'teamId' });
      model(draft, 'Team').attributes['size'] = {
        type: DataTypes.VIRTUAL,
        get(this: { countMembers: () => unknown }) {
          return this.countMembers();
        },
      } as never;
    },
  },
  {
    title: 'a hook that reads for each record',
    finds: ['read-per-record:Order.afterFind'],
    models(draft) {
      model(draft, 'Order').options.hooks = {
        async afterFind(found: unknown) {
          for (const order of found as readonly { getItems: () => Promise<unknown> }[])
            await order.getItems();
        },
      };
    },
  },
  {
    title: 'a password that no scope hides',
    finds: ['secret-not-hidden:User.passwordHash'],
    models(draft) {
      delete model(draft, 'User').options.defaultScope;
    },
  },
  {
    title: 'a token that no scope hides',
    finds: ['secret-not-hidden:Visit.sessionToken'],
    models(draft) {
      model(draft, 'Visit').attributes['sessionToken'] = DataTypes.TEXT;
    },
  },
];
