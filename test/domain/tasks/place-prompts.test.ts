import { describe, expect, it } from '@jest/globals';
import { extractPromptSentences } from '../../../domain/tasks/extractive-prompts.ts';
import { placePrompts, requireSomeQuote } from '../../../domain/tasks/place-prompts.ts';
import { planSections } from '../../../domain/tasks/plan-sections.ts';
import { promptAnswerSchema } from '../../../domain/tasks/prompt-answer.ts';
import { timeUnits } from '../../../domain/tasks/timed-units.ts';

function transcript(sentences: number, text = (index: number) => `This is sentence ${index}.`) {
  const segments = Array.from({ length: sentences }, (_, index) => ({
    start_seconds: index * 3,
    end_seconds: index * 3 + 2.5,
    text: text(index),
    estimated: true,
  }));
  return { segments };
}

describe('sections', () => {
  it('hold every segment once, in order, and none of them too much', () => {
    const document = transcript(1000);
    const sections = planSections(document);
    expect(sections.flatMap(({ segments }) => segments)).toEqual(document.segments);
    expect(sections.map(({ index }) => index)).toEqual(sections.map((_, index) => index));
    expect(Math.max(...sections.map(({ text }) => text.length))).toBeLessThanOrEqual(6000);
    expect(sections.length).toBe(
      Math.ceil(sections.map(({ text }) => text).join(' ').length / 6000),
    );
    expect(sections[1]?.startSeconds).toBe(sections[1]?.segments[0]?.start_seconds);
  });

  it('take a segment that is too long as it is, and leave out empty ones', () => {
    const long = planSections(transcript(3, (index) => (index === 1 ? 'x'.repeat(9000) : 'y')));
    expect(long.map(({ segments }) => segments.length)).toEqual([1, 1, 1]);
    expect(planSections(transcript(3, () => ' '))).toEqual([]);
  });
});

describe('prompts of an answer', () => {
  const units = timeUnits(transcript(5).segments);

  it('get the time of their quotes, and go without', () => {
    const answer = {
      prompts: [
        { prompt: 'Second', quote: 'this is sentence 3' },
        { prompt: 'Made up', quote: 'this was never said' },
        { prompt: 'First', quote: 'This is sentence 1. This is sentence 2.' },
      ],
    };
    const { found, unknownQuotes } = placePrompts(answer, units, false);
    expect(unknownQuotes).toEqual(['this was never said']);
    expect(found.map(({ text, source }) => [text, source.startSeconds, source.endSeconds])).toEqual(
      [
        ['First', 2.9, 8.6],
        ['Second', 8.9, 11.6],
      ],
    );
    expect(() => requireSomeQuote(answer, units)).not.toThrow();
  });

  it('are no use where every quote is made up', () => {
    const answer = { prompts: [{ prompt: 'x', quote: 'this was never said' }] };
    expect(() => requireSomeQuote(answer, units)).toThrow(/never said/);
    expect(() => requireSomeQuote({ prompts: [] }, units)).not.toThrow();
  });

  it.each([
    [{ prompts: [{ prompt: ' ', quote: 'x' }] }],
    [{ prompts: [{ prompt: 'x' }] }],
    [{ prompts: ['x'] }],
    [{ prompts: Array.from({ length: 9 }, () => ({ prompt: 'x', quote: 'x' })) }],
    [{}],
    [null],
  ])('do not come from %j', (answer) => {
    expect(promptAnswerSchema.safeParse(answer).success).toBe(false);
  });

  it('can be taken out of the text itself, each where it stands', () => {
    const [section] = planSections(
      transcript(40, (index) => `The harbour board met on day ${index}.`),
    );
    const answer = extractPromptSentences(section?.text ?? '', 'en');
    expect(answer.prompts.length).toBe(3);
    const placed = placePrompts(answer, timeUnits(section?.segments ?? []), true);
    expect(placed.unknownQuotes).toEqual([]);
    expect(placed.found.every(({ source }) => source.degraded)).toBe(true);
  });
});
