/** Which store a project's configuration asks for. */
import type { JournalStorage } from '../../project/project.ts';
import { jsonStorage } from './json-storage.ts';
import type { JournalStore } from './journal-storage.ts';
import { noStorage } from './no-storage.ts';
import { tableStorage } from './table-storage.ts';

export function openStorage(storage: JournalStorage): JournalStore {
  switch (storage.type) {
    case 'sequelize':
      return tableStorage(storage);
    case 'json':
      return jsonStorage(storage.path);
    case 'none':
      return noStorage;
  }
}
