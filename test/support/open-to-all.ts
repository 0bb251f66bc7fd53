/** Whether another user could run code from a folder: tests that become somebody else cannot in a closed home. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** True when everybody may enter the folder and every folder above it. */
export function isOpenToAll(folder: string): boolean {
  const mayEnter = (statSync(folder).mode & 0o001) !== 0;
  const above = dirname(folder);
  return mayEnter && (above === folder || isOpenToAll(above));
}
