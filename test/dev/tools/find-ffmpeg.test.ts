import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { ensureFfmpeg } from '../../../dev/tools/find-ffmpeg.ts';
import { openToolContext } from './temporary-tools.ts';

// Installs only after its lists have been fetched, as in a fresh container.
const aptGet = `
shift 2; echo "$* $DEBIAN_FRONTEND" >> "$DIRECTORY/calls"
[ "$1" = update ] && touch "$DIRECTORY/lists" && exit 0
[ -e "$DIRECTORY/lists" ] || { echo "E: Unable to locate package ffmpeg" >&2; exit 100; }
for name in ffmpeg ffprobe; do echo > "$DIRECTORY/bin/$name"; chmod +x "$DIRECTORY/bin/$name"; done
`;

describe('ensureFfmpeg', () => {
  it('is content with what is on PATH', async () => {
    await using context = await openToolContext();
    await context.addProgram('ffmpeg', '');
    await context.addProgram('ffprobe', '');
    await ensureFfmpeg(context, true);
    expect(context.reports).toEqual([]);
  });

  it('installs it for root, after fetching the package lists where they are missing', async () => {
    await using context = await openToolContext();
    await context.addProgram('apt-get', aptGet);
    await ensureFfmpeg(context, true);
    expect(context.reports).toEqual(['ffmpeg: installing it with apt-get, a minute or so']);
    expect(await readFile(context.path('calls'), 'utf8')).toBe(
      'install -y ffmpeg noninteractive\nupdate noninteractive\ninstall -y ffmpeg noninteractive\n',
    );
  });

  it('tells what the package manager said when that fails', async () => {
    await using context = await openToolContext();
    await context.addProgram('apt-get', 'echo "E: no network" >&2; exit 100');
    await expect(ensureFfmpeg(context, true)).rejects.toThrow(
      /apt-get:\n {4}E: no network\nInstall it/,
    );
  });

  it('does not touch the system for others than root, and says what to do', async () => {
    await using context = await openToolContext();
    await context.addProgram('ffmpeg', '');
    await context.addProgram('apt-get', aptGet);
    await expect(ensureFfmpeg(context, false)).rejects.toThrow(
      /^ffprobe can't be found on PATH\. Install it \(.*ffmpeg.*\), then start again\.$/,
    );
  });
});
