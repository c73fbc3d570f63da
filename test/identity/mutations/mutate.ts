import type { createSeededRandom } from '../../../domain/seeded-random.ts';

type Random = ReturnType<typeof createSeededRandom>;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function pick<Item>(random: Random, from: ArrayLike<Item>): Item {
  return from[Math.floor(random() * from.length)] as Item;
}

const mutations: ((text: string, random: Random) => string)[] = [
  (text, random) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + pick(random, alphabet) + text.slice(at + 1);
  },
  // The last sign of base64url may have bits that mean nothing.
  (text, random) => text.slice(0, -1) + pick(random, alphabet),
  (text, random) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + text.slice(at + 1);
  },
  (text, random) => {
    const at = Math.floor(random() * (text.length + 1));
    return text.slice(0, at) + pick(random, alphabet) + text.slice(at);
  },
  (text, random) => text.slice(0, 1 + Math.floor(random() * (text.length - 1))),
  (text, random) => text.slice(1 + Math.floor(random() * (text.length - 1))),
  (text, random) => text + pick(random, ['A', '=', '.', '.e30', '%00', '%20', ',', ';', '\u00e9']),
  (text, random) => pick(random, ['A', '.', 'e30.', '%00', ',', 'Bearer']) + text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => [...text].toReversed().join(''),
  (text) => text + text,
  (text) => text.replaceAll(/[-_]/g, (sign) => (sign === '-' ? '+' : '/')),
  (text, random) => Array.from(text, () => pick(random, alphabet)).join(''),
];

/** The text, changed in one of many ways, but changed. */
export function mutate(text: string, random: Random): string {
  for (;;) {
    const changed = pick(random, mutations)(text, random);
    if (changed !== text && changed !== '') return changed;
  }
}
