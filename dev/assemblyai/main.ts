import { runStandIn } from '../ai/run-stand-in.ts';
import { startAssemblyAiStandIn } from './start-assemblyai-stand-in.ts';

/** `node dev/assemblyai/main.ts --data DIR [--port 4011]`: the stand-in as a process of its own. */
await runStandIn('dev/assemblyai/main.ts', 4011, startAssemblyAiStandIn);
