/** The parts of the names that migrations and seeders have. */

export function withoutExtension(name: string): string {
  return name.replace(/\.[cm]?[jt]s$/, '');
}

/** `20260109120002-create-users.js` → `create-users`: what is left when the time and the extension are taken off. */
export function subjectOf(name: string): string {
  return withoutExtension(name).replace(/^\d+[-_.]?(?=\D)/, '');
}
