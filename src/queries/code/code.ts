/** What the three forms of a query are asked for and answered with: plain data. */

export interface CodeOptions {
  /** What the imports are written in; TypeScript's are ES modules. */
  readonly language?: 'typescript' | 'javascript' | undefined;
  /** Puts what has to be imported from Sequelize above the code. */
  readonly withImports?: boolean | undefined;
}

/** Sequelize code that reads the rows of a spec. */
export interface QueryCode {
  readonly text: string;
}

/** Something that was dropped of pasted code, because the rows are the same without it. */
export interface CodeWarning {
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}
