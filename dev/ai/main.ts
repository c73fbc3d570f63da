import { runStandIn } from './run-stand-in.ts';
import { startAiStandIn } from './start-ai-stand-in.ts';

/** `node dev/ai/main.ts --data DIR [--port 4010]`: the AI stand-in as a process of its own. */
await runStandIn('dev/ai/main.ts', 4010, startAiStandIn);
