import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { takeStackPorts } from '../../../../dev/stack/ports/stack-ports.ts';

describe('takeStackPorts', () => {
  it('finds different ports for the parts, and none for others', async () => {
    const parts = new Set(['temporal', 'mail'] as const);
    const { PORT, S3_PORT, ...ports } = await takeStackPorts(parts, {});
    expect([PORT, S3_PORT]).toEqual([0, 0]);
    const used = Object.values(ports).filter((port) => port > 0);
    expect(used).toHaveLength(6);
    expect(new Set(used).size).toBe(6);
  });

  it('tells of all that are taken at once, and only of those that are needed', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const wanted = { PORT: port, S3_PORT: port, SMTP_PORT: port };
    await expect(takeStackPorts(new Set(['api', 's3']), wanted)).rejects.toThrow(
      new RegExp(`^Port ${port} .* set PORT .*\\nPort ${port} .* set S3_PORT [^\\n]*$`),
    );
    taken.close();
  });

  it('refuses one port for two', async () => {
    const { PORT } = await takeStackPorts(new Set(['api']), {});
    const wanted = { PORT, S3_PORT: PORT };
    await expect(takeStackPorts(new Set(['api', 's3']), wanted)).rejects.toThrow(
      `S3_PORT and another setting both name port ${PORT}.`,
    );
  });
});
