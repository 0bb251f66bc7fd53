/** What is told of a file that was made. */
import type { GenerateEvent } from '../journal/generate/generate-request.ts';

/** sequelize-cli's lines, byte for byte: lib/helpers/init-helper.js, lib/commands/*_generate.js. */
export function generateText(event: GenerateEvent): string {
  switch (event.type) {
    case 'config-written':
      return `Created "${event.path}"`;
    case 'folder-condemned':
      return `Deleting the ${event.folder} folder. (--force)`;
    case 'folder-deleted':
      return `Successfully deleted the ${event.folder} folder.`;
    case 'folder-made':
      return `Successfully created ${event.folder} folder at "${event.path}".`;
    case 'folder-found':
      return `${event.folder} folder at "${event.path}" already exists.`;
    case 'file-written':
      return `New ${event.what} was created at ${event.path} .`;
  }
}
