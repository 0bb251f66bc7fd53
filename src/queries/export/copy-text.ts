/**
 * The text format of COPY, written and read (PostgreSQL manual, COPY, Text Format): one row a line, tabs between, `\N` for
 * NULL, a backslash before what would be mistaken.
 */

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);
const unescapes: ReadonlyMap<string, string> = new Map(
  [...escapes].map(([plain, escaped]) => [escaped, plain]),
);

/** A field; null is NULL. */
export function copyField(text: string | null): string {
  return text === null ? '\\N' : text.replace(/[\\\b\f\n\r\t\v]/g, (found) => escapes.get(found) ?? found);
}

/** The fields of each line of a chunk that holds whole lines. */
export function* readCopyLines(chunk: string): Generator<readonly (string | null)[]> {
  for (let start = 0; start < chunk.length;) {
    const end = chunk.indexOf('\n', start);
    const line = chunk.slice(start, end < 0 ? chunk.length : end);
    yield line.split('\t').map(readField);
    start = end < 0 ? chunk.length : end + 1;
  }
}

/** The server escapes with a letter or a second backslash, never with digits. */
function readField(field: string): string | null {
  if (field === '\\N') return null;
  return field.includes('\\') ? field.replace(/\\./g, (found) => unescapes.get(found) ?? found) : field;
}

const backslash = 0x5c;
const lineFeed = 0x0a;
const space = 0x20;

/**
 * Lines of one JSON text each, as COPY writes them, without its escapes and with `separator` after each. What is escaped by a
 * letter is blank space that a `json` value keeps between its parts: a space says the same (RFC 8259, 2).
 */
export function jsonLinesOfCopy(bytes: Buffer, separator: string): Buffer {
  if (separator === '\n' && !bytes.includes(backslash)) return bytes;
  const lineCount = separator === '\n' ? 0 : countLines(bytes);
  const made = Buffer.allocUnsafe(bytes.length + lineCount * (separator.length - 1));
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === backslash) {
      index += 1;
      made[length++] = bytes[index] === backslash ? backslash : space;
    } else if (byte === lineFeed) {
      length += made.write(separator, length, 'latin1');
    } else {
      made[length++] = byte ?? 0;
    }
  }
  return made.subarray(0, length);
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}
