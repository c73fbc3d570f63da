import setUp from '../../support/jest-global-setup.ts';
import tearDown from '../../support/jest-global-teardown.ts';
import { startApi } from '../../support/api.ts';
import { measureTiming, probes } from './measure-timing.ts';

/** The bound that a classifier must not exceed. */
const bound = 0.55;
const pairs = 2000;

await setUp();
try {
  const api = await startApi({ RATE_LIMIT_FACTOR: '1000000' });
  for (const probe of Object.keys(probes) as (keyof typeof probes)[]) {
    const { auc, bestThreshold } = await measureTiming(api, probe, pairs);
    const isHeld = auc <= bound && bestThreshold <= bound;
    if (!isHeld) process.exitCode = 1;
    const figures = `AUC ${auc.toFixed(4)}, best threshold ${bestThreshold.toFixed(4)}`;
    process.stdout.write(`${isHeld ? '✔' : '✘'} ${probe}: ${figures} over ${pairs} pairs\n`);
  }
  await api.stop();
} finally {
  await tearDown();
}
