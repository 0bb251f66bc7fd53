import { expect, it } from 'vitest';
import { cellWidth } from '../../src/text/fit-cell.ts';
import { middleCut } from '../../src/text/middle-cut.ts';

it('keeps both ends of a name that has not room, and all of one that has', () => {
  expect(middleCut('OrganizationInvitationReminder', 13)).toBe('Organi…minder');
  expect(middleCut('OrganizationInvitationRejection', 14)).toBe('Organi…jection');
  expect(middleCut('UserPermission', 14)).toBe('UserPermission');
  expect(middleCut('客户合同审核记录表', 9)).toBe('客户…录表');
});

it('never needs more columns than there are, and leaves the cutting of few to the cell', () => {
  for (let width = 6; width < 30; width += 1) {
    expect(cellWidth(middleCut('OrganizationMembership👩‍👩‍👧客户Reminder', width))).toBeLessThanOrEqual(width);
  }
  expect(middleCut('Organization', 5)).toBe('Organization');
});
