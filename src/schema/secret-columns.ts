/**
 * Which columns hold what nobody should read over a shoulder: the one place that decides it. By name and type alone, so that it can
 * be asked of a model, a table or a result.
 */

/** Words that name a secret wherever they stand in a name. */
const secretWords = new Set([
  ...['password', 'passwords', 'passwd', 'pwd', 'passphrase', 'passcode', 'pass', 'pw'],
  ...['secret', 'secrets', 'token', 'tokens', 'jwt', 'credential', 'credentials', 'apikey', 'apikeys'],
  ...['otp', 'totp', 'cvv', 'cvc', 'ssn', 'iban', 'salt', 'pincode', 'passwordhash', 'mnemonic'],
]);

/** Words that make a secret together, as `api_key` does. */
const secretPairs: readonly (readonly [string, string])[] = [
  ['api', 'key'],
  ['private', 'key'],
  ['access', 'key'],
  ['encryption', 'key'],
  ['signing', 'key'],
  ['recovery', 'code'],
  ['recovery', 'codes'],
  ['backup', 'codes'],
  ['card', 'number'],
  ['pin', 'code'],
  ['hashed', 'pin'],
];

/** Nothing can be read from when a password was changed, or whether there is one. */
const harmlessType =
  /^(bool|boolean|date|time|timestamp|interval|smallint|integer|int|bigint|int2|int4|int8|real|float|double|numeric|decimal|enum|uuid)/i;

/** `type` as SQL writes it; '' where it is not known. */
export function isSecretColumn(name: string, type: string): boolean {
  if (harmlessType.test(type) && !type.endsWith('[]')) return false;
  const words = wordsOf(name);
  return (
    words.some((word) => secretWords.has(word)) ||
    secretPairs.some(([first, second]) =>
      words.some((word, index) => word === first && words[index + 1] === second),
    )
  );
}

/** `passwordHash`, `password_hash` and `PASSWORD HASH` have the same words. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
}
