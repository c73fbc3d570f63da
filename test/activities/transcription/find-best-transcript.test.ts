import { describe, expect, it } from '@jest/globals';
import {
  findBestTranscript,
  type TakeQuestion,
} from '../../../activities/transcription/find-best-transcript.ts';
import type { PlannedChunk } from '../../../domain/transcription/planning/chunk-plan.ts';
import { someText } from '../../support/audiobooks.ts';

const model = 'gpt-4o-transcribe';
const fallbackModel = 'whisper-1';

/** Two stretches of speech with a pause in the middle, in which it is cut when it comes to that. */
const chunk: PlannedChunk = {
  index: 3,
  startSeconds: 600,
  endSeconds: 700,
  overlapSeconds: 0,
  speech: [
    { startSeconds: 600, endSeconds: 649 },
    { startSeconds: 651, endSeconds: 700 },
  ],
};
const [firstHalf, secondHalf] = [someText(130, 'first'), someText(130, 'second')];
const whole = `${firstHalf} ${secondHalf}`;

/** @param answer by what is asked: `600-700`, `600-650`, `650-700`, with `again` or `other model` where it applies */
async function climb(answer: (asked: string) => string, others = fallbackModel) {
  const asked: string[] = [];
  const best = await findBestTranscript({
    chunk,
    model,
    fallbackModel: others,
    prompt: '',
    lettersPerSecond: null,
    buy: async (question) => {
      const name = nameOf(question);
      asked.push(name);
      const result = { text: answer(name), language: 'en', usage: null };
      return { address: name, model: question.model, result };
    },
  });
  return { asked, ...best };
}

function nameOf({ span, model: asked, take }: TakeQuestion): string {
  const name = `${span.startSeconds}-${span.endSeconds}`;
  return `${name}${take > 0 ? ' again' : ''}${asked === model ? '' : ' other model'}`;
}

describe('the best transcript of a chunk', () => {
  it('is the first answer where that is good', async () => {
    const { asked, transcript, madeOf } = await climb(() => whole);
    expect(asked).toEqual(['600-700']);
    expect(madeOf).toEqual(asked);
    expect(transcript).toMatchObject({ text: whole, flags: [] });
  });

  it('is asked for once more where text is missing', async () => {
    const answers: Record<string, string> = { '600-700 again': whole };
    const { asked, transcript, madeOf } = await climb((name) => answers[name] ?? 'Only this.');
    expect(asked).toEqual(['600-700', '600-700 again']);
    expect(madeOf).toEqual(['600-700 again']);
    expect(transcript.flags).toEqual([]);
  });

  it('is put together from halves where the whole stays bad', async () => {
    const answers: Record<string, string> = { '600-650': firstHalf, '650-700': secondHalf };
    const { asked, transcript, madeOf } = await climb((name) => answers[name] ?? '');
    expect(asked).toEqual(['600-700', '600-700 again', '600-650', '650-700']);
    expect(madeOf).toEqual(['600-650', '650-700']);
    expect(transcript).toMatchObject({ text: whole, flags: ['split_in_half'] });
  });

  it("is the other model's where this one cannot, and nobody else is asked where there is no other", async () => {
    const { asked, transcript } = await climb((name) =>
      name.endsWith('other model') ? whole : '',
    );
    expect(asked.at(-1)).toBe('600-700 other model');
    expect(transcript).toMatchObject({
      text: whole,
      model: fallbackModel,
      flags: ['fallback_model'],
    });
    expect((await climb(() => '', model)).asked).toHaveLength(4);
  });

  it('is the answer with the most text where none is good, and says so', async () => {
    const answers: Record<string, string> = {
      '600-700': 'Two words.',
      '600-700 again': 'Three whole words.',
    };
    const { transcript, madeOf } = await climb((name) => answers[name] ?? '');
    expect(transcript.text).toBe('Three whole words.');
    expect(transcript.flags).toContain('sparse_text');
    expect(madeOf).toEqual(['600-700 again']);
  });

  it('is a gap where nobody hears anything, made of nothing that was paid for', async () => {
    const { transcript, madeOf, asked } = await climb(() => '');
    expect(transcript).toMatchObject({ text: '' });
    expect(transcript.flags).toContain('gap');
    expect(madeOf).toEqual([]);
    expect(asked).toHaveLength(5);
  });

  it('is not looked for where a call fails: that is tried again by itself', async () => {
    await expect(
      climb(() => {
        throw new Error('No connection');
      }),
    ).rejects.toThrow('No connection');
  });
});
