import { digitalSilenceDb } from './measure-loudness.ts';

/** ITU-R BS.1770's absolute gate: what is fainter counts for nothing when a programme's level is taken. */
const absoluteGateDb = -70;
/** BS.1770's relative gate: so much below the mean, a frame is a pause and no part of the programme. */
const relativeGateDb = 10;
/** In a clean recording, what is so much fainter than the programme is a pause. */
const usualDepthDb = 25;
/** The threshold never comes closer to the programme than this: quiet words must not pass for pauses. */
const leastDepthDb = 12;
/** The threshold keeps this far above the noise that fills the pauses. */
const noiseMarginDb = 3;
/** The noise of a room is steady: its frames differ by no more than this. Even whispered words differ by more. */
const steadyDb = 6;
/** The share of the steady noise that must lie under the threshold; the rest may be drawn-out vowels. */
const noiseQuantile = 0.75;
/** Longer than any stop consonant holds the voice back, and half of the shortest pause that counts. */
const blockSeconds = 0.15;

/**
 * The level under which a frame is silent, in dBFS, for this very programme: 25 dB below its gated loudness,
 * higher where the room is noisy, but at least 12 dB below. A programme with nothing over −70 dBFS is silent
 * as a whole.
 *
 * The noise of the room is read from blocks of 0.15 s that are faint and steady. A block is as loud as its
 * loudest frame, so blocks with speech in them are loud or change, and a book without pauses has no faint steady
 * ones: its weak syllables are not taken for noise, as a percentile of the frames would take them.
 */
export function silenceThresholdDb(levelsDb: Int8Array, frameSeconds: number): number {
  const programmeDb = gatedLoudnessDb(histogram(levelsDb));
  if (programmeDb === null) return absoluteGateDb + 1;
  const ceilingDb = Math.floor(programmeDb - leastDepthDb);
  const usualDb = Math.round(programmeDb - usualDepthDb);
  const noiseDb = pauseNoiseDb(levelsDb, frameSeconds, ceilingDb);
  return Math.min(
    ceilingDb,
    noiseDb === null ? usualDb : Math.max(usualDb, noiseDb + noiseMarginDb),
  );
}

/** How many frames have each level; index 0 stands for −127 dB. */
function histogram(levelsDb: Int8Array): Uint32Array {
  const counts = new Uint32Array(1 - digitalSilenceDb);
  for (const level of levelsDb) addTo(counts, level);
  return counts;
}

function addTo(counts: Uint32Array, levelDb: number): void {
  const index = Math.min(counts.length - 1, Math.max(0, levelDb - digitalSilenceDb));
  counts[index] = (counts[index] ?? 0) + 1;
}

/** BS.1770's gated mean, without its weighting by frequency. Null when all is under the absolute gate. */
function gatedLoudnessDb(counts: Uint32Array): number | null {
  const ungatedDb = meanDbFrom(counts, absoluteGateDb);
  return ungatedDb === null
    ? null
    : meanDbFrom(counts, Math.max(absoluteGateDb, ungatedDb - relativeGateDb));
}

function meanDbFrom(counts: Uint32Array, lowestDb: number): number | null {
  let frames = 0;
  let power = 0;
  for (const [index, count] of counts.entries()) {
    const levelDb = index + digitalSilenceDb;
    if (levelDb <= lowestDb) continue;
    frames += count;
    power += count * 10 ** (levelDb / 10);
  }
  return frames === 0 ? null : 10 * Math.log10(power / frames);
}

/** What most pauses do not exceed; null when there are none that could be told from digital silence. */
function pauseNoiseDb(levelsDb: Int8Array, frameSeconds: number, ceilingDb: number): number | null {
  const counts = new Uint32Array(1 - digitalSilenceDb);
  const blockFrames = Math.max(1, Math.round(blockSeconds / frameSeconds));
  let blocks = 0;
  for (let start = 0; start + blockFrames <= levelsDb.length; start += blockFrames) {
    let loudestDb = digitalSilenceDb;
    let faintestDb = 0;
    for (let frame = start; frame < start + blockFrames; frame += 1) {
      loudestDb = Math.max(loudestDb, levelsDb[frame] ?? digitalSilenceDb);
      faintestDb = Math.min(faintestDb, levelsDb[frame] ?? digitalSilenceDb);
    }
    if (loudestDb === digitalSilenceDb || loudestDb >= ceilingDb) continue;
    if (loudestDb - faintestDb > steadyDb) continue;
    addTo(counts, loudestDb);
    blocks += 1;
  }
  let seen = 0;
  for (const [index, count] of counts.entries()) {
    seen += count;
    if (count > 0 && seen >= blocks * noiseQuantile) return index + digitalSilenceDb;
  }
  return null;
}
