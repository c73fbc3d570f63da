import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { findVersitygw } from '../../../dev/tools/find-versitygw.ts';
import { openToolContext } from './temporary-tools.ts';

describe('findVersitygw', () => {
  it('takes the one on PATH', async () => {
    await using context = await openToolContext();
    const path = await context.addProgram('versitygw', 'true');
    expect(await findVersitygw(context)).toBe(path);
  });

  it('compiles it once', async () => {
    await using context = await openToolContext();
    await context.addProgram(
      'go',
      'echo "$2" >> "$DIRECTORY/calls"; echo built > "$GOBIN/versitygw"',
    );
    const first = await findVersitygw(context);
    expect(await findVersitygw(context)).toBe(first);
    expect(await readFile(context.path('calls'), 'utf8')).toBe(
      'github.com/versity/versitygw/cmd/versitygw@v1.8.0\n',
    );
  });

  it('says what helps when nothing does', async () => {
    await using context = await openToolContext();
    await context.addProgram('go', 'exit 2');
    await expect(findVersitygw(context)).rejects.toThrow(
      /could not be compiled\. One of these helps:(.|\n)*go\.dev(.|\n)*PATH(.|\n)*S3_ENDPOINT/,
    );
  });
});
