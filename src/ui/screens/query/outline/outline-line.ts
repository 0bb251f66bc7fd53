/** A line of the outline: what it says, whether it is open or checked, and which part of the query it stands for. */
import type { IncludePath } from '../state.ts';

/** The part of the query that a line stands for: what its keys change. */
export type Part =
  | { readonly type: 'model' | 'limit' | 'unscoped' | 'related' | 'search' | 'explosion' }
  | { readonly type: 'scopes' | 'order' | 'grouping' }
  | { readonly type: 'scope'; readonly name: string }
  | {
      readonly type:
        'soft-deleted' | 'filter' | 'attributes' | 'includes' | 'include' | 'required' | 'separate';
      readonly path: IncludePath;
    }
  | { readonly type: 'attribute'; readonly path: IncludePath; readonly name: string }
  | { readonly type: 'order-term'; readonly attribute: string }
  | { readonly type: 'group'; readonly attribute: string }
  | { readonly type: 'aggregate'; readonly name: string }
  | { readonly type: 'add-order' | 'add-group' | 'add-aggregate' };

export interface OutlineLine {
  /** The same for the same part, whatever stands above it. */
  readonly id: string;
  readonly depth: number;
  /** Null where there is nothing below. */
  readonly fold: 'open' | 'closed' | null;
  /** Null for what is neither in use nor not. */
  readonly isChecked: boolean | null;
  readonly label: string;
  /** What it is set to. */
  readonly text: string;
  /** At the right end. */
  readonly aside: string;
  /** `part`: one of the parts every query has; `set`: something was chosen here; `quiet`: nothing was. */
  readonly tone: 'part' | 'set' | 'quiet' | 'warning';
  readonly part: Part;
  /** All that there is to say of it, where that is more than its text. */
  readonly about?: string;
  /** What space does to it. */
  readonly verb: string;
}

/** A line with nothing to it but what is given. */
export function outlineLine(
  line: Pick<OutlineLine, 'id' | 'label' | 'part' | 'verb'> & Partial<OutlineLine>,
): OutlineLine {
  return { depth: 0, fold: null, isChecked: null, text: '', aside: '', tone: 'quiet', ...line };
}

/** Where the includes, attributes and filter belong that keys of this line are about. */
export function pathOf(part: Part | undefined): IncludePath {
  return part !== undefined && 'path' in part ? part.path : [];
}

/** `name` of a part below an include: `devices/user:filter`. */
export function lineId(path: IncludePath, name: string): string {
  return path.length === 0 ? name : `${path.join('/')}:${name}`;
}
