/** A table with a column of every type that PostgreSQL lets a column have, and values that show what is special about each. */

export interface TypeSample {
  readonly type: string;
  /** SQL literals without their quotes; null for NULL. */
  readonly values: readonly (string | null)[];
}

/** Types of pg_catalog whose values cannot be typed in: statistics, plans and what only the server makes. */
export const unusable = new Set([
  'aclitem',
  'gtsvector',
  'pg_brin_bloom_summary',
  'pg_brin_minmax_multi_summary',
  'pg_dependencies',
  'pg_mcv_list',
  'pg_ndistinct',
  'pg_node_tree',
]);

/** By pg_type.typname. */
const builtIn: Readonly<Record<string, readonly (string | null)[]>> = {
  bit: ['1'],
  bool: ['t', 'f'],
  box: ['((1,2),(3,4))'],
  bpchar: ['ab', ''],
  bytea: ['\\xdeadbeef', '\\x', `\\x${'00ff'.repeat(20)}`],
  char: ['a'],
  cid: ['7'],
  cidr: ['192.168.100.128/25', '2001:db8::/32'],
  circle: ['<(1,2),3.5>'],
  date: ['2026-01-09', 'infinity', '0044-03-15 BC'],
  datemultirange: ['{[2026-01-01,2026-02-01),[2026-03-01,)}'],
  daterange: ['[2026-01-01,2026-02-01)', 'empty'],
  float4: ['0.1', 'NaN', '-Infinity'],
  float8: ['0.1', 'NaN', '1e300'],
  inet: ['192.168.0.1/24', '::1'],
  int2: ['-32768'],
  int2vector: ['1 2 3'],
  int4: ['2147483647'],
  int4multirange: ['{[1,3),[5,8)}', '{}'],
  int4range: ['[1,10)', 'empty', '(,5]'],
  int8: ['9223372036854775807'],
  int8multirange: ['{[1,9223372036854775806)}'],
  int8range: ['[1,9223372036854775806)'],
  interval: ['1 year 2 mons 3 days 04:05:06.789', '-00:00:01', '00:00:00'],
  json: ['{"b": 1,\n "a": [null, "x"]}', '"bare"', '[]'],
  jsonb: ['{"b": 1, "a": [null, "x"]}', '"bare"', '0'],
  jsonpath: ['$.a[*] ? (@ > 1)'],
  line: ['{1,-1,0}'],
  lseg: ['[(1,2),(3,4)]'],
  macaddr: ['08:00:2b:01:02:03'],
  macaddr8: ['08:00:2b:01:02:03:04:05'],
  money: ['1234.50', '-0.01'],
  name: ['users'],
  numeric: ['12345678901234567890.123456789012345678901234567890', 'NaN', '-0.10'],
  nummultirange: ['{[1.10,2.20)}'],
  numrange: ['[1.10,2.20)'],
  oid: ['4294967295'],
  oidvector: ['1 2'],
  path: ['[(0,0),(1,1)]', '((0,0),(1,1))'],
  pg_lsn: ['16/B374D848'],
  pg_snapshot: ['10:20:10,14,15'],
  point: ['(1.5,-2)'],
  polygon: ['((0,0),(1,1),(2,0))'],
  refcursor: ['portal'],
  regclass: ['pg_class'],
  regcollation: ['"POSIX"'],
  regconfig: ['english'],
  regdictionary: ['simple'],
  regnamespace: ['pg_catalog'],
  regoper: ['||/'],
  regoperator: ['+(integer,integer)'],
  regproc: ['now'],
  regprocedure: ['abs(integer)'],
  regrole: ['pg_monitor'],
  regtype: ['integer'],
  text: [
    'long\n\ttext',
    '',
    '  two before, one behind ',
    'NULL',
    "''",
    ' ',
    '"quoted"',
    'a\u001b[31mred\u202e',
  ],
  tid: ['(0,1)'],
  time: ['23:59:59.123456', '24:00:00'],
  timestamp: ['2026-01-09 12:00:01.123456', 'infinity', '0044-03-15 12:00:00 BC'],
  timestamptz: [
    '2026-01-09 12:00:01+02',
    '2026-01-09 12:00:01.123456+00',
    '2026-01-09 12:00:01.250+00',
    'infinity',
    '0044-03-15 12:00:00+00 BC',
    '12026-01-09 12:00:00+00',
    '0001-01-01 00:00:00.000001+00',
  ],
  timetz: ['12:00:00+02'],
  tsmultirange: ['{["2026-01-01 00:00:00","2026-01-02 00:00:00")}'],
  tsquery: ["'fat' & 'rat':AB"],
  tsrange: ['["2026-01-01 00:00:00","2026-01-02 00:00:00")'],
  tstzmultirange: ['{["2026-01-01 00:00:00+00","2026-01-02 00:00:00+00")}'],
  tstzrange: ['["2026-01-01 00:00:00+00",)'],
  tsvector: ["'cat':3 'fat':2,4A"],
  txid_snapshot: ['10:20:10'],
  uuid: ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  varbit: ['10101', ''],
  varchar: ['x', ''],
  xid: ['7'],
  xid8: ['18446744073709551615'],
  xml: ['<a b="c">d</a>'],
};

export const builtInNames: readonly string[] = Object.keys(builtIn);

/** What an application defines itself, and arrays. */
export const ownTypesSql = `
  CREATE EXTENSION hstore;
  CREATE EXTENSION citext;
  CREATE TYPE mood AS ENUM ('happy', 'so-so', 'NULL');
  CREATE TYPE address AS (street text, number int);
  CREATE DOMAIN email AS citext CHECK (value ~ '@');
  CREATE DOMAIN cents AS numeric(10,2);
  CREATE TYPE floats AS RANGE (subtype = float8);
`;

const own: readonly TypeSample[] = [
  { type: 'mood', values: ['so-so', 'NULL'] },
  { type: 'address', values: ['("Main Street, 1",7)', '(,)'] },
  { type: 'email', values: ['Ada@example.com'] },
  { type: 'cents', values: ['0.10'] },
  { type: 'floats', values: ['[0.5,1.5)'] },
  { type: 'citext', values: ['MiXed', ''] },
  { type: 'hstore', values: ['"a"=>"1", "b \\"q\\""=>NULL, "c"=>"x\\\\y"', ''] },
  { type: 'char(5)', values: ['ab'] },
  { type: 'varchar(20)[]', values: ['{a,"b c",NULL,"NULL",""}', '{}'] },
  { type: 'integer[]', values: ['{{1,2},{3,NULL}}', '[0:1]={1,2}'] },
  { type: 'numeric[]', values: ['{1.10,12345678901234567890.5}'] },
  { type: 'bigint[]', values: ['{9223372036854775807}'] },
  { type: 'float8[]', values: ['{0.1,NaN,NULL}'] },
  { type: 'boolean[]', values: ['{t,f}'] },
  { type: 'bytea[]', values: ['{"\\\\xdead",NULL}'] },
  { type: 'uuid[]', values: ['{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'] },
  { type: 'timestamptz[]', values: ['{"2026-01-09 12:00:01.123456+00","2026-01-09 12:00:01+00"}'] },
  { type: 'date[]', values: ['{2026-01-09,infinity}'] },
  { type: 'jsonb[]', values: ['{"{\\"a\\": 1}","{}"}'] },
  { type: 'hstore[]', values: ['{"\\"a\\"=>\\"1\\""}'] },
  { type: 'mood[]', values: ['{happy,"NULL",NULL}'] },
  { type: 'address[]', values: ['{"(Main,7)"}'] },
  { type: 'int4range[]', values: ['{"[1,3)","[5,8)"}'] },
  { type: 'box[]', values: ['{(3,4),(1,2);(7,8),(5,6)}'] },
  { type: 'point[]', values: ['{"(1,2)","(3,4)"}'] },
  { type: 'text[]', values: ['{"{a,b}","c\\\\d","e\\"f"," g"}'] },
];

const quoted: Readonly<Record<string, string>> = { char: '"char"' };

export const samples: readonly TypeSample[] = [
  ...Object.entries(builtIn).map(([name, values]) => ({ type: quoted[name] ?? name, values })),
  ...own,
];

/** The table, with as many rows as the longest list of values and a last one of NULLs. */
export function everyTypeSql(table: string): string {
  const columns = samples.map(({ type }, index) => `c${String(index)} ${type}`).join(', ');
  const length = Math.max(...samples.map(({ values }) => values.length)) + 1;
  const rows = Array.from({ length }, (_, row) => {
    const cells = samples.map(({ type, values }) => {
      const value = values[row] ?? null;
      return value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'::${type}`;
    });
    return `(${String(row)}, ${cells.join(', ')})`;
  });
  return `CREATE TABLE ${table} (id int PRIMARY KEY, ${columns}); INSERT INTO ${table} VALUES ${rows.join(', ')};`;
}
