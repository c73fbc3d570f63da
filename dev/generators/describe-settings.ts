import { settingsSchema } from '../../platform/settings.ts';

/** `.env.example`: every setting with what it is for and its default. */
export function describeSettings(): string {
  const lines = [
    '# Settings of Lector, made from platform/settings.ts by npm run generate.',
    '# Copy to .env what you want to change. A set address replaces that embedded part of npm start.',
  ];
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    const meta = schema.meta() ?? {};
    if (typeof meta.group === 'string') lines.push('', `# ${meta.group}`);
    const fallback = schema.safeParse(undefined);
    const value = fallback.success ? formatDefault(name, fallback.data) : '';
    lines.push(`# ${meta.description ?? ''}`, `#${name}=${value}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Durations are read as seconds, and shown as they are written. */
function formatDefault(name: string, value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(',');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return name.endsWith('_TTL') ? `${text}s` : text;
}
