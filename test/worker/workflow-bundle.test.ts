import { describe, expect, it } from '@jest/globals';
import { loadWorkflowBundle } from '../../worker/workflow-bundle.ts';
import * as workflows from '../../workflows/index.ts';

describe('the workflow bundle', () => {
  it('needs nothing of Node, and knows every workflow', async () => {
    const code = await loadWorkflowBundle('test');
    const { source } = splitSourceMap(code);
    expect(source).not.toMatch(/require\(["'](node:|fs|net|crypto|child_process|pg|openai)/);
    for (const name of Object.keys(workflows)) expect(source).toContain(`${name}: () =>`);
    expect(source.length).toBeLessThan(3e6);
  });

  it.each(Object.entries(workflows))(
    '%s fails at an error of its own instead of trying its task for ever',
    (_name, workflow) => {
      const { workflowDefinitionOptions: options } = workflow as {
        workflowDefinitionOptions?: object;
      };
      expect(options).toEqual({ failureExceptionTypes: [Error] });
    },
  );
});

function splitSourceMap(code: string): { source: string } {
  return { source: code.slice(0, code.lastIndexOf('//# sourceMappingURL=')) };
}
