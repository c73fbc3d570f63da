/** Limits of DEFLATE's back references (RFC 1951, 3.2.5). */
const shortestMatch = 3;
const longestMatch = 258;
/** zlib stops looking for a longer match after about so many tries at its usual level. */
const mostTries = 128;
const headerBits = 200;

interface Match {
  length: number;
  distance: number;
}

/**
 * About how many bits DEFLATE (RFC 1951) makes of a row of symbols: the same search for repetitions, and the
 * entropy of what it writes in place of Huffman codes. Pure, for the workflow sandbox has no zlib, and not bound
 * to bytes, so that it can be asked about characters.
 *
 * @param symbolBits what a symbol takes when it is written plainly.
 */
export function deflatedBits(symbols: readonly number[], symbolBits: number): number {
  const literals = new Map<number, number>();
  const distances = new Map<number, number>();
  let extraBits = 0;
  let matches = 0;
  const finder = createMatchFinder(symbols);
  let position = 0;
  while (position < symbols.length) {
    const match = finder.longestAt(position);
    if (match === null) {
      countIn(literals, symbols[position] ?? 0);
      position += 1;
      continue;
    }
    const length = bucketOf(match.length - shortestMatch, 4);
    const distance = bucketOf(match.distance - 1, 2);
    countIn(literals, -1 - length.bucket);
    countIn(distances, distance.bucket);
    extraBits += length.extraBits + distance.extraBits;
    matches += 1;
    position += match.length;
  }
  const written = [...literals.values()].reduce((sum, count) => sum + count, 0);
  const ownCodes =
    headerBits +
    entropyBits(literals) +
    entropyBits(distances) +
    literals.size * Math.max(3, symbolBits - 5) +
    distances.size * 2;
  const fixedCodes = (written - matches) * (symbolBits + 0.3) + matches * (7 + 5);
  return Math.min(ownCodes, fixedCodes) + extraBits + 8 * 8;
}

/** Earlier places of each three symbols, nearest first. */
function createMatchFinder(symbols: readonly number[]): {
  longestAt(position: number): Match | null;
} {
  const places = new Map<string, number[]>();
  let indexed = 0;

  return {
    longestAt(position) {
      for (; indexed < position; indexed += 1) {
        const key = keyAt(symbols, indexed);
        const known = places.get(key);
        if (known) known.push(indexed);
        else places.set(key, [indexed]);
      }
      if (position + shortestMatch > symbols.length) return null;
      const candidates = places.get(keyAt(symbols, position)) ?? [];
      let best: Match | null = null;
      for (const start of candidates.slice(-mostTries).toReversed()) {
        let length = shortestMatch;
        while (
          length < longestMatch &&
          position + length < symbols.length &&
          symbols[start + length] === symbols[position + length]
        ) {
          length += 1;
        }
        if (length > (best?.length ?? 0)) best = { length, distance: position - start };
      }
      return best;
    },
  };
}

function keyAt(symbols: readonly number[], position: number): string {
  return `${symbols[position]} ${symbols[position + 1]} ${symbols[position + 2]}`;
}

/** DEFLATE's buckets for lengths (four an octave) and distances (two), with the bits that pick one inside. */
function bucketOf(value: number, perOctave: number): { bucket: number; extraBits: number } {
  if (value < 2 * perOctave) return { bucket: value, extraBits: 0 };
  const extraBits = Math.floor(Math.log2(value / perOctave));
  return { bucket: perOctave * extraBits + Math.floor(value / 2 ** extraBits), extraBits };
}

function entropyBits(counts: ReadonlyMap<number, number>): number {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / total), 0);
}

function countIn(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
