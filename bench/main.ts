import { parseArgs } from 'node:util';
import { benchCatalogue } from './catalogue/bench-catalogue.ts';

const usage = `npm run bench -- catalogue [--books 100000] [--seconds 10] [--connections 50] [--only search,filter]

catalogue   browse, filter, search, suggest, detail and progress writes over HTTP, beside the same SQL through pg`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    books: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '50' },
    only: { type: 'string' },
  },
});

if (positionals[0] !== 'catalogue') {
  console.error(usage);
  process.exit(2);
}
await benchCatalogue({
  books: Number(values.books),
  seconds: Number(values.seconds),
  connections: Number(values.connections),
  only: values.only?.split(',') ?? null,
  print: (line) => console.log(line),
});
