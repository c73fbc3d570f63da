import { layOutSpeech, type Speech, type SpeechOptions } from '../../../dev/tone/lay-out-speech.ts';
import { type RenderOptions, renderSpeech } from '../../../dev/tone/render-speech.ts';

/** English, German, Nynorsk, Japanese, Russian, Arabic, Hindi and a picture, with all sorts of punctuation. */
export const multilingualText = `The harbour lay quiet under a thin rain. "You'll find it smaller," her aunt wrote;
and it was. Über Nacht war der Fjord gefroren, sagte er. På vegen høyrde ho ingenting… 海は静かだった。 Привет, мир!
كتاب جديد. नमस्ते दुनिया। She counted 1,299 steps (and lost count) by the 🎧 ring—no more.`;

/** Speech and all its samples at once; for short texts. */
export function speak(
  text: string,
  options: SpeechOptions & RenderOptions = {},
): { speech: Speech; samples: Int16Array } {
  const speech = layOutSpeech([text], options);
  const blocks = [...renderCopies(speech, { sampleRateHz: 8_000, ...options })];
  const samples = new Int16Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let position = 0;
  for (const block of blocks) {
    samples.set(block, position);
    position += block.length;
  }
  return { speech, samples };
}

function* renderCopies(speech: Speech, options: RenderOptions): Generator<Int16Array> {
  for (const block of renderSpeech(speech, options)) yield block.slice();
}

/** A text's words, as a transcript gives them. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/);
}
