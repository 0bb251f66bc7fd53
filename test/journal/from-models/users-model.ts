/** A project of one model, and what is to hold of each change of it. */
import { DataTypes } from 'sequelize';
import { expect } from 'vitest';
import type { Define, Round } from './models-project.ts';

export const plain = { timestamps: false };

export function users(attributes: object, options: object = {}): Define {
  return (sequelize) => {
    sequelize.define('User', { name: DataTypes.STRING, ...attributes } as never, {
      tableName: 'users',
      ...plain,
      ...options,
    });
  };
}

/** The rehearsal found what the migration then does: nothing differs after it, and undone it leaves what was there. */
export function expectProved({ draft, leftAfterUp, isRestored }: Round): void {
  expect(draft.proof).toMatchObject({ verdict: 'proved', left: [], error: null });
  expect(draft.proof?.catalogHash.before).toBe(draft.proof?.catalogHash.after);
  expect(leftAfterUp).toEqual([]);
  expect(isRestored).toBe(true);
}
