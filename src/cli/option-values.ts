/** Options as commander collects them, read by the names they have in the command table. */
import type { OptionValues } from './command.ts';

export function optionValues(collected: Readonly<Record<string, unknown>>): OptionValues {
  const valueOf = (name: string) => collected[attributeName(name)];
  return {
    // commander turns `--no-color` into `color: false`.
    flag: (name) => (name.startsWith('no-') ? valueOf(name.slice(3)) === false : valueOf(name) === true),
    text: (name) => {
      const value = valueOf(name);
      return typeof value === 'string' ? value : null;
    },
    integer: (name) => {
      const value = valueOf(name);
      return typeof value === 'number' ? value : null;
    },
    list: (name) => {
      const value = valueOf(name);
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
}

/** `with-deleted` → `withDeleted`. */
export function attributeName(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
