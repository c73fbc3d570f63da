import { writeWorkflowBundle } from './workflow-bundle.ts';

await writeWorkflowBundle();
