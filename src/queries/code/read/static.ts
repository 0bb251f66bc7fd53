/** What pasted code says without being run: plain values, lists, objects, and calls of Sequelize's own methods, each with its place. */
import type { Value } from '../../query-spec.ts';

export type Static = { readonly at: number } & (
  | { readonly type: 'value'; readonly value: Exclude<Value, object> | Date | Uint8Array | undefined }
  | { readonly type: 'list'; readonly items: readonly Static[] }
  | { readonly type: 'object'; readonly entries: readonly StaticEntry[] }
  /** `sequelize.literal(…)` and its like; `note` is the comment right before it. */
  | {
      readonly type: 'method';
      readonly name: string;
      readonly arguments: readonly Static[];
      readonly note: string | null;
    }
  /** A name that stands for nothing that is known here: a model, perhaps. */
  | { readonly type: 'name'; readonly name: string }
);

export interface StaticEntry {
  readonly at: number;
  /** Text, or `Op.…`. */
  readonly key: { readonly type: 'name' | 'operator'; readonly name: string };
  readonly value: Static;
}
