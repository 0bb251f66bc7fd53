/** Whose fault an error is that nobody caught: ours where it was thrown in our own bundle, the project's otherwise. */

/** `folder`: where the bundle lies, absolute. */
export function isOwnError(error: unknown, folder: string): error is Error {
  return error instanceof Error && firstFrame(error.stack ?? '').includes(folder);
}

function firstFrame(stack: string): string {
  return stack.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
}
