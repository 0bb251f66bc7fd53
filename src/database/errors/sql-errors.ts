/**
 * The table of SQLSTATEs (PostgreSQL manual, appendix A) a user can meet, each with its stable code and what to type. The
 * server's own sentence is the message: it names the thing, in the server's language, so nothing here reads its words
 * where a field would do.
 */
import type { ConnectionTarget } from '../target.ts';
import { passwordPlaces, serverName } from './connection-errors.ts';
import type { SqlFailure, Told } from './failure.ts';

type Tell = (failure: SqlFailure, target: ConnectionTarget | undefined) => Told;

/** A row whose message is the server's sentence. */
const row =
  (code: string, remedy: string, kind: Told['kind'] = 'failed'): Tell =>
  (failure) => ({ code, kind, message: sentence(failure.message), remedy });

const serverLeaving = row(
  'server-stopping',
  'Wait until the server is up again and run the command again.',
  'connection',
);

const table: Readonly<Record<string, Tell>> = {
  // Connecting
  '28P01': (_, target) => ({
    code: 'password-wrong',
    kind: 'connection',
    message: `The password of "${target?.user ?? 'this user'}" was refused by "${serverName(null, target)}".`,
    remedy: `${passwordPlaces}; use the built-in server with \`--embedded\` when you have none.`,
  }),
  '28000': (failure, target) =>
    // The same SQLSTATE for a missing role, a refused address and a role without LOGIN: only the text tells them apart.
    /pg_hba|authentication|not permitted/i.test(failure.message)
      ? {
          code: 'access-denied',
          kind: 'connection',
          message: sentence(failure.message),
          remedy:
            'Connect as another user (`DB_USERNAME`), ask for TLS with `dialectOptions.ssl`, or allow this one in the server\'s "pg_hba.conf".',
        }
      : {
          code: 'role-missing',
          kind: 'connection',
          message: sentence(failure.message),
          remedy: `Set \`DB_USERNAME\`, or \`username\` in the configuration, to a role that exists, or create it with \`createuser --createdb ${target?.user ?? 'NAME'}\`.`,
        },
  '3D000': (failure, target) => ({
    code: 'database-missing',
    kind: 'connection',
    message:
      target === undefined
        ? sentence(failure.message)
        : `The database "${target.database}" does not exist on "${serverName(null, target)}".`,
    remedy: 'Create it with `seqscope db:create`.',
  }),
  '53300': row(
    'too-many-connections',
    'Close other clients, or raise the limit: `max_connections` of the server, `CONNECTION LIMIT` of the role or of the database.',
    'connection',
  ),
  '57P01': serverLeaving,
  '57P02': serverLeaving,
  '57P03': row(
    'server-starting',
    'The server is starting or stopping: wait a moment and run the command again.',
    'connection',
  ),
  '08P01': row(
    'protocol-violated',
    'Behind PgBouncer, add `ignore_startup_parameters = options,statement_timeout`, or connect to the server itself.',
    'connection',
  ),

  // Databases and relations
  '42P04': row(
    'database-exists',
    'Use it as it is, migrate it with `seqscope db:migrate`, or drop it with `seqscope db:drop`.',
  ),
  '55006': row('database-in-use', 'Close the other sessions on it and run the command again.'),
  '42P07': row(
    'relation-exists',
    'See with `seqscope db:migrate:status` whether a migration created it before; drop it, or record that migration as executed.',
  ),
  '42701': row('column-exists', 'See with `seqscope db:migrate:status` whether a migration added it before.'),
  '42710': row(
    'object-exists',
    'See with `seqscope db:migrate:status` whether a migration created it before.',
  ),
  '42P01': row(
    'relation-missing',
    'Apply pending migrations with `seqscope db:migrate`; see which with `seqscope db:migrate:status`.',
  ),
  '3F000': row('schema-missing', 'Create it, or apply pending migrations with `seqscope db:migrate`.'),
  '42703': row('column-missing', 'Correct the name, or apply pending migrations with `seqscope db:migrate`.'),
  '42704': row('object-missing', 'Correct the name, or apply pending migrations with `seqscope db:migrate`.'),
  '2BP01': row('dependents-exist', 'Drop or change what depends on it first, or say `CASCADE`.'),

  // Constraints
  '23503': (failure) => ({
    code: 'foreign-key-violated',
    message: constraintSentence(failure, 'The foreign key'),
    remedy: 'Write the row that is referred to first, or delete the rows that refer to it first.',
  }),
  '23505': (failure) => ({
    code: 'unique-violated',
    message: constraintSentence(failure, 'The unique key'),
    remedy: 'Choose another value, or change the row that has it already.',
  }),
  '23502': (failure) => ({
    code: 'not-null-violated',
    message:
      failure.column === undefined
        ? sentence(failure.message)
        : `The column "${failure.column}" of "${failure.table ?? 'the table'}" must not be null.`,
    remedy: 'Give it a value, or a default in the model or the table.',
  }),
  '23514': (failure) => ({
    code: 'check-violated',
    message: constraintSentence(failure, 'The check'),
    remedy: 'Give a value that the constraint allows; `seqscope describe` shows the table.',
  }),

  // The statement
  '42601': row('syntax-error', 'Correct the statement at the place shown.'),
  '22P02': row('value-invalid', 'Write the value as its type asks for.'),
  '42883': row('function-missing', 'Correct the name, or cast the arguments to the types that it takes.'),
  '42501': (failure, target) => ({
    code: 'permission-denied',
    message: sentence(failure.message),
    remedy: `Ask the owner to GRANT the right to "${target?.user ?? 'your role'}", or connect as another user.`,
  }),
  '25006': row('read-only', 'Start seqscope without `--read-only`, or connect to the primary server.'),
  '25P02': row(
    'transaction-aborted',
    'Mend the statement that failed before this one; the transaction is lost.',
  ),

  // Waiting
  '57014': (failure) =>
    /timeout/i.test(failure.message)
      ? {
          code: 'statement-timeout',
          message: sentence(failure.message),
          remedy:
            'Narrow the query, add an index, or give it longer with `--statement-timeout 60s` (`statementTimeout` in seqscope.config).',
        }
      : { code: 'interrupted', kind: 'interrupted', message: 'The query was cancelled.', remedy: '' },
  '40P01': row(
    'deadlock',
    'Run it again: another transaction held what this one needed, and the other way round.',
  ),
  '40001': row('serialization-failed', 'Run it again: another transaction changed the same rows.'),
  '55P03': row(
    'lock-timeout',
    'Another session holds the lock: wait for it to end, or end it, and run it again.',
  ),
  '53100': row('disk-full', "Free space on the server's disk."),
};

/** Any report of the server is the user's to mend, so one that is not in the table keeps its SQLSTATE and the server's words. */
export function tellSqlFailure(failure: SqlFailure, target: ConnectionTarget | undefined): Told {
  const tell = table[failure.sqlState];
  if (tell !== undefined) return tell(failure, target);
  return {
    code: 'sql-error',
    message: sentence(failure.message),
    remedy:
      failure.hint ?? `Look up SQLSTATE \`${failure.sqlState}\` in appendix A of the PostgreSQL manual.`,
  };
}

/** `The foreign key "users_role_id_fkey" of "users" was violated: Key (role_id)=(7) is not present in table "roles".` */
function constraintSentence(failure: SqlFailure, what: string): string {
  if (failure.constraint === undefined) return sentence(failure.message);
  const named = `${what} "${failure.constraint}" of "${failure.table ?? 'the table'}" was violated`;
  return failure.detail === undefined ? `${named}.` : `${named}: ${sentence(failure.detail)}`;
}

function sentence(message: string): string {
  const trimmed = message.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
