import { runFfmpeg } from '../../dev/tone/run-ffmpeg.ts';

interface Recording {
  path: string;
}

/** One recording of several, with so much digital silence between them. */
export async function withSilenceBetween(
  recordings: readonly Recording[],
  silenceSeconds: number,
): Promise<string> {
  const first = recordings[0];
  if (!first) throw new Error('There is nothing to join');
  const path = `${first.path}.joined.mp3`;
  const padded = recordings.map((_, index) => {
    const isLast = index === recordings.length - 1;
    return `[${index}:a]apad=pad_dur=${isLast ? 0 : silenceSeconds}[p${index}]`;
  });
  const labels = recordings.map((_, index) => `[p${index}]`).join('');
  await runFfmpeg({
    args: [
      ...['-y', ...recordings.flatMap((recording) => ['-i', `file:${recording.path}`])],
      ...['-filter_complex', `${padded.join(';')};${labels}concat=n=${recordings.length}:v=0:a=1`],
      ...['-ac', '1', '-b:a', '64k', `file:${path}`],
    ],
  });
  return path;
}
