/**
 * A parsed filter as data. It says nothing about models or tables: names are not looked up and words are not yet numbers or
 * dates, because what `2026` means depends on the attribute it is compared with.
 */
import type { TextSpan } from '../caret.ts';

/** `preferences.theme`, `role.name`: associations to go through, an attribute or column, then the path inside its JSON. */
export interface FilterOperand extends TextSpan {
  readonly path: readonly [string, ...string[]];
  /** Where each name of the path begins: UTF-16 offsets. */
  readonly starts: readonly [number, ...number[]];
}

/** A literal as it was typed, quotes taken off and escapes decoded. */
export interface FilterLiteral extends TextSpan {
  readonly text: string;
  /** A quoted literal is always text: `"null"` is a word, `null` is not. */
  readonly isQuoted: boolean;
}

/** `~` is ILIKE, `!~` NOT ILIKE; `<>` was read as `!=`. */
export type FilterOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~';

export type FilterNode =
  | { readonly type: 'and' | 'or'; readonly nodes: readonly FilterNode[] }
  | { readonly type: 'not'; readonly node: FilterNode }
  /** `devices(…)`: one row that the path leads to meets all of the condition. */
  | { readonly type: 'related'; readonly operand: FilterOperand; readonly node: FilterNode }
  /** A bare attribute: is it true? */
  | { readonly type: 'truth'; readonly operand: FilterOperand }
  | {
      readonly type: 'compare';
      readonly operand: FilterOperand;
      readonly operator: FilterOperator;
      readonly operatorSpan: TextSpan;
      readonly value: FilterLiteral;
    }
  | {
      readonly type: 'in';
      readonly operand: FilterOperand;
      readonly isNegated: boolean;
      readonly values: readonly FilterLiteral[];
    }
  | {
      readonly type: 'between';
      readonly operand: FilterOperand;
      readonly isNegated: boolean;
      readonly low: FilterLiteral;
      readonly high: FilterLiteral;
    }
  | { readonly type: 'is-null'; readonly operand: FilterOperand; readonly isNegated: boolean };
