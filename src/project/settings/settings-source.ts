/** What names the database, in a form that may be printed. */
import type { SettingsSource } from '../project.ts';
import type { ReadSettings } from './settle-target.ts';

export function settingsSource(
  url: string | null,
  { path, isKeyed }: Pick<ReadSettings, 'path' | 'isKeyed'>,
  environment: string,
): SettingsSource | null {
  if (url !== null) return { type: 'url', url: withoutPassword(url) };
  return path === null ? null : { type: 'file', path, environment: isKeyed ? environment : null };
}

/**
 * Five stars before the `@`, as sequelize-cli 6.6 prints them, whether there was a password or not. Of a URL whose password
 * holds what it may not, too much is hidden rather than too little.
 */
export function withoutPassword(url: string): string {
  const usual = /^([^:]+:\/\/[^:@/?#]*)(?::[^/?#]*)?@/;
  const pattern = usual.test(url) ? usual : /^([^:]+:\/\/[^:@]*)(?::.*)?@/;
  return url.replace(pattern, '$1:*****@');
}
