import type { z } from 'zod';
import type { Progress } from '../../db/repositories/listening/listening-progress.ts';
import type { ProgressWrite } from '../../domain/listening/progress-write.ts';
import type { progressSchema } from './schema.ts';

interface Recording {
  id: string;
  durationSeconds: number | null;
  usualSpeed: number;
}

/** @param progress null where the user has not begun */
export function presentProgress(
  { id, durationSeconds, usualSpeed }: Recording,
  progress: Progress | null,
): z.input<typeof progressSchema> {
  const position = progress?.positionSeconds ?? 0;
  return {
    audiobook_id: id,
    position_seconds: position,
    duration_seconds: durationSeconds,
    percent: durationSeconds
      ? Math.min(100, Math.round((position / durationSeconds) * 1000) / 10)
      : 0,
    playback_speed: progress?.playbackSpeed ?? usualSpeed,
    is_completed: progress?.isCompleted ?? false,
    completed_at: progress?.completedAt?.toISOString() ?? null,
    started_at: progress?.startedAt.toISOString() ?? null,
    client_updated_at: progress?.clientUpdatedAt.toISOString() ?? null,
  };
}

/** Whether the stored position is the one of this write. */
export function isStored({ at, positionSeconds }: ProgressWrite, progress: Progress): boolean {
  return progress.clientUpdatedAt.getTime() === at && progress.positionSeconds === positionSeconds;
}
