import { createApiDocument } from '../../api/api-document.ts';

export function describeApi(): string {
  return `${JSON.stringify(createApiDocument(), null, 2)}\n`;
}
