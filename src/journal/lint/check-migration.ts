/** All rules over one migration: levels as the project has them, places within calls, ignore comments heard. */
import { codeFrame } from '../../project/modules/code-frame.ts';
import type { LintedEntry, LintFinding, LintLevel } from './finding.ts';
import { isIgnored, readIgnoreComments } from './ignore-comments.ts';
import type { Hit, LintRule, ReadMigration, Scene } from './lint-rule.ts';
import { type LocatedHit, locateInCall } from './locate-in-call.ts';

export function checkMigration(
  migration: ReadMigration,
  rules: readonly LintRule[],
  scene: Scene,
): LintedEntry {
  const { name, path, state, source } = migration;
  const comments = readIgnoreComments(source);
  const findings: LintFinding[] = [];
  let ignored = 0;
  for (const rule of rules) {
    const level = scene.settings.rules[rule.id] ?? null;
    if (level === 'off' || (rule.isForPendingOnly === true && state === 'executed')) continue;
    for (const hit of rule.check(migration, scene)) {
      const located = hit.place == null ? null : locateInCall(source, hit.place, hit.word);
      if (isIgnored(comments, rule.id, located?.lines ?? null)) ignored += 1;
      else findings.push(findingOf(rule, hit, located, level ?? hit.level ?? rule.level, source));
    }
  }
  return { name, path, state, findings: withoutTwins(findings).sort(byPlace), ignored };
}

function findingOf(
  { id, why, source: { url } }: LintRule,
  { message, rewrite }: Hit,
  located: LocatedHit | null,
  level: LintLevel,
  source: string,
): LintFinding {
  const { line, column } = located?.place ?? { line: null, column: null };
  const excerpt = line === null ? null : codeFrame(source, line, column);
  return { rule: id, level, message, why, rewrite: rewrite ?? null, source: url, line, column, excerpt };
}

/** A loop sends the same statement from the same place many times. */
function withoutTwins(findings: readonly LintFinding[]): LintFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, message, line }) => {
    const key = JSON.stringify([rule, message, line]);
    return !seen.has(key) && seen.add(key);
  });
}

function byPlace(a: LintFinding, b: LintFinding): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
