import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { takePort } from '../../../../dev/stack/ports/take-port.ts';

async function listenHere(host: string) {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, [Symbol.dispose]: () => void server.close() };
}

describe('takePort', () => {
  it('gives the wanted port when nobody has it', async () => {
    const port = await takePort({ setting: 'PORT', port: 0 });
    expect(await takePort({ setting: 'PORT', port, host: '127.0.0.1' })).toBe(port);
  });

  it('picks a free one for 0, out of the way of outgoing connections', async () => {
    const port = await takePort({ setting: 'PORT', port: 0 });
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_768);
  });

  it.each(['127.0.0.1', '0.0.0.0', '::'])('knows one that is taken on %s', async (host) => {
    using taken = await listenHere(host);
    const request = { setting: 'S3_PORT', port: taken.port, host: '127.0.0.1' };
    await expect(takePort(request)).rejects.toThrow(
      new RegExp(
        `^Port ${taken.port} is taken by .* \\(process ${process.pid}\\)\\. ` +
          'Stop it, or set S3_PORT to another port \\(0 picks a free one\\)\\.$',
      ),
    );
  });

  it('names another process by its command line', async () => {
    const program = `const s = require('net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))`;
    const other = spawn(process.execPath, ['-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [chunk] = (await once(other.stdout, 'data')) as [Buffer];
    const request = { setting: 'PORT', port: Number(chunk), host: '127.0.0.1' };
    await expect(takePort(request)).rejects.toThrow(
      `is taken by ${process.execPath} -e const s`.slice(0, 60),
    );
    await expect(takePort(request)).rejects.toThrow(`(process ${other.pid})`);
    other.kill();
  });
});
