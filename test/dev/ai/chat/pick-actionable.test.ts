import { describe, expect, it } from '@jest/globals';
import { answerFromSchema } from '../../../../dev/ai/chat/answer-from-schema.ts';
import { pickActionable } from '../../../../dev/ai/chat/pick-actionable.ts';

const text =
  'The harbour was quiet that day. We must call the board today. Nobody came to the pier. ' +
  'Please send them the new ledger. The wind turned to the north.';

describe('what a text asks for', () => {
  it('is taken as it stands there, in its order', () => {
    expect(pickActionable(text, 5)).toEqual([
      'We must call the board today.',
      'Please send them the new ledger.',
    ]);
  });

  it('is something from all over the text where nothing is asked', () => {
    const story = Array.from({ length: 20 }, (_, index) => `The wind blew on day ${index}.`);
    const picked = pickActionable(story.join(' '), 4);
    expect(picked).toEqual([0, 5, 10, 15].map((index) => story[index]));
  });

  it('fills objects that quote, prompt and quote from the same words', () => {
    const string = { type: 'string' };
    const item = { type: 'object', properties: { prompt: string, quote: string } };
    const schema = { type: 'object', properties: { prompts: { type: 'array', items: item } } };
    const answer = answerFromSchema(schema, text);
    expect(answer).toEqual({
      prompts: [
        { prompt: 'We must call the board today.', quote: 'We must call the board today.' },
        { prompt: 'Please send them the new ledger.', quote: 'Please send them the new ledger.' },
      ],
    });
  });
});
