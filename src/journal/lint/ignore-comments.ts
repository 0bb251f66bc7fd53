/**
 * `seqscope-ignore rule-id, other-rule` in any comment of a migration, SQL's among them: on the line of what it silences, on the
 * one above, or within the call. `seqscope-ignore-file rule-id` silences the rule in the whole file.
 */

export interface IgnoreComment {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly isForFile: boolean;
  readonly rules: readonly string[];
}

const pattern = /(?:\/\/|\/\*|--|^\s*\*)\s*seqscope-ignore(-file)?\s+([a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*)/;

export function readIgnoreComments(source: string): readonly IgnoreComment[] {
  return source.split(/\r\n|\n|\r/).flatMap((text, index) => {
    const match = pattern.exec(text);
    if (match?.[2] === undefined) return [];
    const rules = match[2].split(',').map((rule) => rule.trim());
    return [{ line: index + 1, column: match.index + 1, isForFile: match[1] !== undefined, rules }];
  });
}

/** Lines that belong to a finding, 1-based, both included; null for one that concerns the file. */
export interface FindingLines {
  readonly first: number;
  readonly last: number;
}

export function isIgnored(
  comments: readonly IgnoreComment[],
  rule: string,
  lines: FindingLines | null,
): boolean {
  return comments.some(
    ({ line, isForFile, rules }) =>
      rules.includes(rule) &&
      (isForFile || lines === null || (line >= lines.first - 1 && line <= lines.last)),
  );
}
