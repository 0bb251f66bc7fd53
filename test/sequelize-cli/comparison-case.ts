/**
 * A scripted case as data: a project, what happens in it, and which intended differences show. In every text
 * `$URL`, `$DATABASE`, `$PORT` and `$PROJECT` stand for what belongs to the tool that runs it.
 */
import type { DifferenceId } from './differences.ts';

/** A command line is run by the tool under test; everything else is done to its project or database. */
export type CaseStep =
  | string
  | { readonly write: string; readonly text: string }
  | { readonly remove: string }
  | { readonly rename: string; readonly to: string }
  | { readonly sql: string };

export interface ComparisonCase {
  readonly name: string;
  /** By their path in the project; beside them there are only package.json and node_modules. */
  readonly files: Readonly<Record<string, string>>;
  readonly steps: readonly CaseStep[];
  /** Folder of the project that the commands run in. */
  readonly directory?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Every difference that shows, each documented in docs/sequelize-cli.md. */
  readonly differences?: readonly DifferenceId[];
  /** True for one that begins without its database. */
  readonly withoutDatabase?: boolean;
  /** True for one that the ordinary suite runs too. */
  readonly isShort?: boolean;
}

export type CaseGroup = readonly ComparisonCase[];
