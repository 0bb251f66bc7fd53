/** An ignore comment that silences nothing there is. */
import { nearestNames } from '../../../errors.ts';
import { readIgnoreComments } from '../ignore-comments.ts';
import type { LintRule } from '../lint-rule.ts';

export const unknownIgnore: LintRule = {
  id: 'unknown-ignore',
  level: 'warning',
  title: 'ignore comment for a rule that there is not',
  why: 'A mistyped comment silences nothing, and looks as if it did.',
  source: { title: 'docs/lint.md', url: 'docs/lint.md#ignoring' },
  check({ source }, { ruleIds }) {
    return readIgnoreComments(source).flatMap(({ line, column, rules }) =>
      rules
        .filter((id) => !ruleIds.includes(id))
        .map((id) => {
          const [near] = nearestNames(id, ruleIds);
          const hit = { message: `There is no rule "${id}".`, place: { line, column } };
          return near === undefined ? hit : { ...hit, rewrite: `// seqscope-ignore ${near}` };
        }),
    );
  },
};
