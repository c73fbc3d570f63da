import { searchAttributes } from '../domain/search-attributes.ts';
import type { Command } from './command.ts';

/** temporal.api.enums.v1.IndexedValueType */
const indexedValueTypes = { Keyword: 2, Int: 3 } as const;

export const searchAttributesCommand: Command = {
  usage: 'search-attributes',
  summary: 'Registers the search attributes that the workflows set (once for a namespace)',
  options: {},
  run: async ({ temporal, config }) => {
    const { namespace } = config.temporal;
    const { operatorService } = temporal.connection;
    const known = await operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(searchAttributes).filter(
      ([name]) => !(name in (known.customAttributes ?? {})),
    );
    if (missing.length > 0) {
      await operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(
          missing.map(([name, type]) => [name, indexedValueTypes[type]]),
        ),
      });
    }
    const names = missing.map(([name]) => name).join(', ');
    console.log(missing.length > 0 ? `Registered: ${names}.` : 'All are registered.');
    return 0;
  },
};
