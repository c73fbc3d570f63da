import type { z } from 'zod';
import { checkReport, type ProgressWrite } from '../../domain/listening/progress-write.ts';
import { Problem } from '../http/problem.ts';
import type { reportSchema } from './schema.ts';

/** @throws Problem `validation_failed` for what cannot be: a place outside of the recording, a clock of long ago */
export function readReport(
  report: z.output<typeof reportSchema>,
  durationSeconds: number,
  nowMs: number,
): ProgressWrite {
  const checked = checkReport(
    {
      positionSeconds: report.position_seconds,
      at: Date.parse(report.client_updated_at),
      playbackSpeed: report.playback_speed,
      isCompleted: report.is_completed,
    },
    durationSeconds,
    nowMs,
  );
  if ('checked' in checked) return checked;
  const { field, message } = checked;
  throw new Problem('validation_failed', {
    detail: `${field} ${message}.`,
    details: [{ path: `body.${field}`, message }],
  });
}
