/**
 * Names a project's database on the embedded server: readable, and the same at every start from the same folder.
 */
import { createHash } from 'node:crypto';
import type { Project } from '../project/project.ts';

/** PostgreSQL cuts identifiers at 63 bytes (NAMEDATALEN); what is left is room for `_`, six hex digits and a suffix. */
const slugLength = 40;

/** `<slug of the configured database or of the package's name>_<6 hex digits of sha256(root)>`. */
export function embeddedDatabaseName(project: Pick<Project, 'root' | 'name' | 'target'>): string {
  const slug = (project.target?.database ?? project.name)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, slugLength);
  const fingerprint = createHash('sha256').update(project.root).digest('hex').slice(0, 6);
  return `${slug === '' ? 'database' : slug}_${fingerprint}`;
}
