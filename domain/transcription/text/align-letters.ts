/** Texts that differ in more than this share of their letters are taken for different ones. */
const mostDifference = 0.1;

/**
 * Which letter of `a` is which letter of `b`: for each index of `a` the index in `b`, or −1 where `b` has no
 * such letter. Indices rise. Null when the texts have too little in common to say.
 *
 * Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986): time and memory grow
 * with the differences, so equal texts cost one comparison.
 */
export function alignLetters(a: string, b: string): Int32Array | null {
  const mostEdits = Math.ceil((a.length + b.length) * mostDifference) + 4;
  const furthest = new Int32Array(2 * mostEdits + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= mostEdits; edits += 1) {
    trace.push(furthest.slice(mostEdits - edits, mostEdits + edits + 3));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = mostEdits + 1 + diagonal;
      const left = furthest[at - 1] ?? 0;
      const above = furthest[at + 1] ?? 0;
      let inA = diagonal === -edits || (diagonal !== edits && left < above) ? above : left + 1;
      while (inA < a.length && inA - diagonal < b.length && a[inA] === b[inA - diagonal]) inA += 1;
      furthest[at] = inA;
      if (inA >= a.length && inA - diagonal >= b.length) {
        return trackBack(trace, edits, a.length, b.length);
      }
    }
  }
  return null;
}

/** Each step of the trace holds the diagonals −edits−1 … edits+1 as they were before it. */
function trackBack(
  trace: readonly Int32Array[],
  edits: number,
  lengthA: number,
  lengthB: number,
): Int32Array {
  const partner = new Int32Array(lengthA).fill(-1);
  let inA = lengthA;
  let inB = lengthB;
  for (let step = edits; step > 0; step -= 1) {
    const diagonal = inA - inB;
    const before = trace[step];
    const left = before?.[diagonal - 1 + step + 1] ?? 0;
    const above = before?.[diagonal + 1 + step + 1] ?? 0;
    const insertion = diagonal === -step || (diagonal !== step && left < above);
    const startA = insertion ? above : left + 1;
    while (inA > startA) {
      inA -= 1;
      inB -= 1;
      partner[inA] = inB;
    }
    if (insertion) inB -= 1;
    else inA -= 1;
  }
  while (inA > 0 && inB > 0) {
    inA -= 1;
    inB -= 1;
    partner[inA] = inB;
  }
  return partner;
}
