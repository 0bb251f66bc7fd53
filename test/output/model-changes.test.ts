import { describe, expect, it } from 'vitest';
import { modelChangesText } from '../../src/output/model-changes.ts';
import type { AttributeSummary, ModelSummary } from '../../src/schema/description.ts';

const attribute = (name: string, type = 'TEXT'): AttributeSummary => ({
  name,
  column: name,
  type,
  isNullable: true,
  isPrimaryKey: false,
  isUnique: false,
  defaultValue: null,
  enumValues: null,
  references: null,
  comment: null,
  validations: [],
});

const user: ModelSummary = {
  name: 'User',
  table: 'users',
  schema: null,
  primaryKey: ['id'],
  isParanoid: false,
  hasDefaultScope: false,
  defaultScope: null,
  attributes: [attribute('id', 'UUID'), attribute('email')],
  associations: [],
  scopes: [{ name: 'active', isFunction: false, parameters: [], condition: "status = 'active'" }],
};

describe('models that were loaded again', () => {
  it('are said to be as they were', () => {
    expect(modelChangesText([user], [user])).toBe(
      '1 model loaded again: attributes, associations and scopes are as they were.\n',
    );
  });

  it('are told one a line: what came, what changed and how, what went', () => {
    const changed: ModelSummary = {
      ...user,
      isParanoid: true,
      attributes: [attribute('id', 'INTEGER'), attribute('nickname')],
      scopes: [],
    };
    const role: ModelSummary = { ...user, name: 'Role', table: 'roles' };
    const device: ModelSummary = { ...user, name: 'Device', table: 'devices' };
    expect(modelChangesText([user, device], [changed, role])).toBe(
      [
        '2 models loaded again:',
        '  ~ User: id changed, +nickname, -email, -scope active, now paranoid',
        '  + Role, 2 attributes',
        '  - Device',
        '',
      ].join('\n'),
    );
  });

  it('are counted where it is not known what they were', () => {
    expect(modelChangesText(null, [user])).toBe('1 model loaded again.\n');
  });
});
