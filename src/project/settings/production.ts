/** What counts as production: by the name of the environment, or because seqscope.config says so. */
import type { Project } from '../project.ts';

/** `true` and `false` decide; a list adds environments and hosts to those that go by their name. */
export type ProductionOption = boolean | readonly string[];

/** `production`, `prod`, `live`, and what such a name begins: `production-eu`, `prod_2`. */
const productionName = /^(?:production|prod|live)(?:[-_.:]|$)/i;

/** In words, as in `environment "production"`; null where it is none. `host` is where the session is connected. */
export function whyProduction(
  { environment, production = null }: Pick<Project, 'environment' | 'production'>,
  host: string,
): string | null {
  if (production === false) return null;
  if (production === true) return '"production" in seqscope.config';
  const named = production?.find((name) => name === environment || name === host);
  if (named !== undefined) return `"${named}" under "production" in seqscope.config`;
  return productionName.test(environment) ? `environment "${environment}"` : null;
}

/** Undefined for what is no such option; null for nothing said. */
export function parseProduction(value: unknown): ProductionOption | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names = items.filter((item) => typeof item === 'string' && item !== '');
  // Each was just seen to be a string.
  return names.length === items.length ? (names as readonly string[]) : undefined;
}
