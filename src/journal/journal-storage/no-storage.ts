/** The `none` storage, sequelize-cli's default for seeders: nothing is recorded, so everything is always pending. */
import type { JournalStore } from './journal-storage.ts';

export const noStorage: JournalStore = {
  isTransactional: true,
  read: () => Promise.resolve({ names: [], exists: false }),
  record: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  remembered: () => [],
  change: () => Promise.resolve(),
};
