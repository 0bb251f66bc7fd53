/**
 * Instances that check or change their database while they are loaded (`await sequelize.authenticate()`, `sync()`): asked
 * by the project's own start-up both do nothing and succeed, so that what follows them in its code still happens.
 */
import type { Sequelize } from 'sequelize';

type Method = (...values: unknown[]) => unknown;

/** `isStartUp` tells who is asking; `block` is told what was left undone. */
export function holdConnections(
  instance: Sequelize,
  isStartUp: () => boolean,
  block: (what: string) => void,
): void {
  const methods = instance as unknown as Record<'authenticate' | 'sync', Method>;
  for (const name of ['authenticate', 'sync'] as const) {
    const own = methods[name];
    methods[name] = (...values) => {
      if (!isStartUp()) return own.apply(instance, values);
      block(`\`sequelize.${name}()\``);
      return Promise.resolve(instance);
    };
  }
}
