/** Where scratch databases are, as plain data. */

export interface ScratchPlace {
  readonly database: string;
  /** True for the embedded server, false beside the real database. */
  readonly isElsewhere: boolean;
}
