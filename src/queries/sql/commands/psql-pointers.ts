/** Commands of psql that are not here (its manual page, Meta-Commands), and what does here what they do there. */

const pointers: readonly (readonly [names: string, pointer: string])[] = [
  ['c connect', 'Another database is another console: start it with `seqscope --url …` or `--env …`.'],
  ['conninfo', 'The database and its host stand in the header; `seqscope status` prints them.'],
  ['i ir include', 'A file is run by `seqscope sql -f FILE`.'],
  [
    'o out w write',
    'Rows go to a file from the grid (Ctrl-O, then e), or by `seqscope sql … --format csv > FILE`.',
  ],
  ['copy', 'Rows are written by `seqscope export`; use psql to read a file into a table.'],
  ['g go', 'A semicolon and Enter run a statement, and so does F5.'],
  ['gx', 'Type `\\x`: results then stand record by record.'],
  ['gdesc', 'Types stand below the names of the columns; `\\d NAME` describes a table.'],
  [
    'gset set unset',
    'Write `:name` in the statement: its value is asked for, or given by `--param name=value`.',
  ],
  [
    'prompt bind parse',
    'Write `:name` in the statement: its value is asked for, or given by `--param name=value`.',
  ],
  ['gexec', 'Open the rows in the grid, copy the column and paste it here.'],
  ['crosstabview', 'Group and aggregate with `count(*) FILTER (WHERE …)`, a column a case.'],
  ['e edit', 'The text here is the editor: all of it stays, Ctrl-P brings back what ran before.'],
  ['p print', 'The text here is what runs: nothing of it is hidden.'],
  ['r reset', 'Ctrl-U empties the line; Alt-A marks all of the text.'],
  ['s', 'Ctrl-P and Ctrl-N go through what was run before.'],
  [
    'ef ev sf sv',
    "Select it: `select pg_get_functiondef('name'::regproc)`, `select pg_get_viewdef('name')`.",
  ],
  ['dp z ddp', 'Select it: `select * from information_schema.role_table_grants`.'],
  ['db', 'Select it: `select * from pg_tablespace`.'],
  ['dconfig', "Select it: `select name, setting from pg_settings where source <> 'default'`."],
  ['h help', 'The syntax of SQL is in the PostgreSQL manual; `\\?` lists the commands here.'],
  ['a pset t H f C T', 'The look of rows is `\\x`; other formats are `--format` of `seqscope sql`.'],
  ['password', 'Type `ALTER ROLE name PASSWORD …`; the history keeps no passwords.'],
  ['! cd setenv getenv', 'The shell is one Ctrl-Z away.'],
  ['echo qecho warn if elif else endif', 'A script with conditions is code: `seqscope run script.ts`.'],
  ['errverbose', 'The SQLSTATE, the place and the hint stand below an error as it comes.'],
  ['encoding', 'The text here is UTF-8.'],
];

const byName = new Map(
  pointers.flatMap(([names, pointer]) => names.split(' ').map((name) => [name, pointer] as const)),
);

/** What to do instead; null for what psql does not know either. */
export function commandPointer(name: string): string | null {
  return byName.get(name) ?? null;
}
