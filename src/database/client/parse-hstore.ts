/** Reads an `hstore` as the server writes it: `"key"=>"value", "other"=>NULL` (PostgreSQL manual, F.17). */

const pairPattern = /"((?:[^"\\]|\\.)*)"=>(?:NULL|"((?:[^"\\]|\\.)*)")/gs;

/** An object of texts and nulls, as Sequelize makes of it. */
export function parseHstore(text: string): Readonly<Record<string, string | null>> {
  const pairs = [...text.matchAll(pairPattern)].map(
    ([, key = '', value]) => [unescaped(key), value === undefined ? null : unescaped(value)] as const,
  );
  return Object.fromEntries(pairs);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
