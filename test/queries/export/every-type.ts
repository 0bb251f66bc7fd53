/** A table with a column of every kind of type and the values that are easily lost, for exports that must bring them back. */

/** Without generated columns, which no import can set. */
export const everyTypeTable = `
  CREATE TYPE mood AS ENUM ('calm', 'it''s "fine"', 'back\\slash');
  CREATE TYPE pair AS (a int, b text);
  CREATE DOMAIN positive AS int CHECK (VALUE > 0);
  CREATE TABLE everything (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    small smallint, whole integer, big bigint, exact numeric, scaled numeric(12, 4),
    single real, double double precision, cash money, flag boolean,
    txt text, vary varchar(40), fixed char(8), nm name, bytes bytea,
    at_zone timestamptz, at_plain timestamp, on_day date, at_time time, at_timetz timetz, span interval,
    doc json, docb jsonb, u uuid, net inet, block cidr, mac macaddr, bits bit(5), vbits bit varying,
    p point, bx box, pth path, poly polygon, c circle, ln line,
    ir int4range, tr tstzrange, nr numrange, mr int4multirange,
    m mood, comp pair, dom positive, vec tsvector, q tsquery, x xml, lsn pg_lsn,
    ints int[], grid int[][], texts text[], moods mood[], days date[], blobs bytea[], pairs pair[],
    doubled numeric GENERATED ALWAYS AS (exact * 2) STORED
  );`;

export const everyTypeRows = `
  INSERT INTO everything (small, whole, big, exact, scaled, single, double, cash, flag, txt, vary, fixed, nm, bytes,
    at_zone, at_plain, on_day, at_time, at_timetz, span, doc, docb, u, net, block, mac, bits, vbits,
    p, bx, pth, poly, c, ln, ir, tr, nr, mr, m, comp, dom, vec, q, x, lsn,
    ints, grid, texts, moods, days, blobs, pairs)
  VALUES
    (-32768, -2147483648, -9223372036854775808, 'NaN', -0.1000, 'NaN', '-Infinity', 12.34, true,
     E'tab\\tline\\nreturn\\rquote''s "double" back\\\\slash \\\\N', 'a,b', 'pad', 'n m', '\\x00ff5c270a',
     'infinity', '-infinity', '4713-01-01 BC', '24:00:00', '12:00:00.000001+05:30', '-1 year 2 mons -3 days 04:05:06.789',
     E'{ "b" : 1,\\n\\t"a":"\\\\\\\\ \\\\"x" }', '{"k": [1, 2.50, null, "\\\\"]}', '00000000-0000-0000-0000-000000000001',
     '2001:db8::1/64', '10.0.0.0/8', '08:00:2b:01:02:03', B'10101', B'', '(1.5,-2)', '((0,0),(1,1))', '[(0,0),(1,1)]',
     '((0,0),(1,1),(1,0))', '<(0,0),5>', '{1,2,3}', '[1,5)', '["2026-01-09 12:00:00.123456+00",infinity)', 'empty',
     '{[1,3),[5,7)}', 'it''s "fine"', ROW(1, E'x,"y"\\\\z'), 7, to_tsvector('simple', 'fat ''cat'' back\\slash'), 'fat & (rat | cat)',
     '<a b="1">&amp;</a>', '16/B374D848', '{1,NULL,3}', '{{1,2},{3,4}}', ARRAY['', 'NULL', NULL, 'a,"b"', E'back\\\\slash', '{}'],
     ARRAY['calm', 'back\\slash']::mood[], ARRAY['2026-01-09', 'infinity']::date[], ARRAY['\\x00', '\\xff']::bytea[],
     ARRAY[ROW(1, 'a,b')::pair, NULL]),
    (1, 2, 3, 123456789012345678901234567890.000000001, 1.5, 1.1, 0.1, -5, false, '', '', '', '', '',
     '2026-01-09 12:00:00.123456+00', '2026-01-09 12:00:00.000001', '2026-01-09', '00:00:00.5', '00:00:00+00', '0',
     'null', 'null', NULL, '127.0.0.1', NULL, NULL, NULL, B'1', NULL, NULL, NULL, NULL, NULL, NULL,
     '(,)', 'empty', '[1.5,)', '{}', 'calm', ROW(NULL, ''), NULL, '', '', '', '0/0', '{}', '{}', '{}', '{}', '{}', '{}', '{}'),
    (NULL, NULL, NULL, 'Infinity', NULL, '-0', '5e-324', NULL, NULL, '\\.', 'NULL', 'null', NULL, NULL,
     '0044-03-15 12:00:00 BC', NULL, NULL, NULL, NULL, NULL, '"s"', '"s"', NULL, NULL, NULL, NULL, NULL, NULL, NULL,
     NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, E'\\u00e9 \\U0001F3C3 \\u202e', ' lead and trail ', NULL, NULL, NULL,
     NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
     NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);`;
