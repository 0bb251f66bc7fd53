/**
 * Instances that check or change their database while they are loaded (`await sequelize.authenticate()`, `sync()`): asked
 * by the project's own start-up both do nothing and succeed, so that what follows them in its code still happens.
 */
import type { Model, ModelStatic, Sequelize } from 'sequelize';

type Method = (...values: unknown[]) => unknown;

/** `isStartUp` tells who is asking; `block` is told what was left undone. */
export function holdConnections(
  instance: Sequelize,
  isStartUp: () => boolean,
  block: (what: string) => void,
): void {
  const hold = (owner: object, called: string, name: string) => {
    const methods = owner as Record<string, Method | undefined>;
    const own = methods[name];
    if (own === undefined) return;
    methods[name] = (...values) => {
      if (!isStartUp()) return own.apply(owner, values);
      block(`\`${called}.${name}()\``);
      return Promise.resolve(owner);
    };
  };
  hold(instance, 'sequelize', 'authenticate');
  hold(instance, 'sequelize', 'sync');
  instance.addHook('afterDefine', 'seqscope-hold', (model: ModelStatic<Model>) => {
    hold(model, model.name, 'sync');
  });
}
