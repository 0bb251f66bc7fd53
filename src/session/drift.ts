/** Drift with what the room of checks cannot know: the loaded application, where the database is, where scratch databases may go. */
import type { DriftProgress, DriftReport, DriftRequest } from '../checks/drift/drift.ts';
import type { ConnectionTarget } from '../database/target.ts';
import type { ScratchPlace } from '../database/scratch/scratch-place.ts';
import type { SessionParts } from './parts.ts';
import { telling } from './telling.ts';

export interface DriftRunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DriftProgress) => void) | undefined;
  readonly onScratch?: ((place: ScratchPlace) => void) | undefined;
}

export async function drift(
  parts: SessionParts,
  { readOnly }: { readonly readOnly: boolean },
  request: DriftRequest,
  { signal, onProgress = () => undefined, onScratch }: DriftRunOptions,
): Promise<DriftReport> {
  const project = await parts.project.get();
  const wantsModels = request.sides === null || request.sides.includes('models');
  const application = project.paths.models === null || !wantsModels ? null : await parts.application.get();
  const target = await parts.readyTarget();
  const run = async (): Promise<DriftReport> => {
    signal?.throwIfAborted();
    const { findDrift } = await import('../checks/drift/find-drift.ts');
    const sequelize = application?.application.sequelize ?? null;
    return findDrift(project, request, {
      target,
      sequelize,
      problems: application?.problems ?? [],
      elsewhere: () => elsewhere(parts),
      isNeverHere: readOnly,
      signal,
      onScratch,
      onProgress,
      each: telling(parts, { signal }),
    });
  };
  return parts.inTurn(run);
}

/** Where scratch databases go that cannot be made beside the real one. */
async function elsewhere(parts: SessionParts): Promise<ConnectionTarget> {
  return { ...(await parts.embeddedTarget()), database: 'postgres' };
}

export async function dropLeftScratch(parts: SessionParts, left: readonly ScratchPlace[]): Promise<void> {
  const { dropScratch } = await import('../database/scratch/drop-scratch.ts');
  await Promise.all(
    left.map(async ({ database, isElsewhere }) =>
      dropScratch(await (isElsewhere ? elsewhere(parts) : parts.readyTarget()), database),
    ),
  );
}
