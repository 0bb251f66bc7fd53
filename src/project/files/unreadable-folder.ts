/** The error for a folder that is there and that this user may not list. */
import { ConsoleError } from '../../errors.ts';
import { isUnreadableFolder } from './file-system.ts';

/** Throws `folder-unreadable`; `flag` is what names another folder. */
export function refuseUnreadable(path: string, flag: string): void {
  if (!isUnreadableFolder(path)) return;
  throw new ConsoleError(`The folder "${path}" cannot be read: you have no permission.`, {
    code: 'folder-unreadable',
    kind: 'usage',
    remedy: `Let yourself read it with \`chmod u+rx "${path}"\`, or name another with \`${flag} DIR\`.`,
    details: { file: path },
  });
}
