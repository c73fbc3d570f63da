/** All that can run embedded: what stands behind the API and the worker, and those two. */
export const partNames = ['postgres', 'temporal', 's3', 'mail', 'ai', 'api', 'worker'] as const;

export type PartName = (typeof partNames)[number];
