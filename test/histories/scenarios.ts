import type { Scenario } from './scenario.ts';
import { ingestionScenarios } from './scenarios/ingestion.ts';
import { orderScenarios } from './scenarios/orders.ts';
import { serviceScenarios } from './scenarios/service.ts';
import { taskScenarios } from './scenarios/tasks.ts';
import { upkeepScenarios } from './scenarios/upkeep.ts';

/** Every path whose histories are kept, in the order in which they are played. */
export const scenarios: Record<string, Scenario> = {
  ...ingestionScenarios,
  ...orderScenarios,
  ...serviceScenarios,
  ...taskScenarios,
  ...upkeepScenarios,
};
