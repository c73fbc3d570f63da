/** Where UTF-16 puts what is beyond the 16 bits; the code points between its end and 2^16 come before those. */
const surrogates = 0xd800;
const beyondSurrogates = 0xe000;

/** The order of Postgres' collation "C" in UTF-8. JavaScript's own compares 16 bits at a time. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const unitOfA = a.charCodeAt(index);
    const unitOfB = b.charCodeAt(index);
    if (unitOfA !== unitOfB) return place(unitOfA) - place(unitOfB);
  }
  return a.length - b.length;
}

function place(unit: number): number {
  if (unit < surrogates) return unit;
  return unit < beyondSurrogates ? unit + 0x10000 : unit;
}
