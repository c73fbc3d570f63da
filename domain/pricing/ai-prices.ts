interface ModelPrice {
  inputPerMillionTokens: number;
  outputPerMillionTokens: number;
  /** For usage that is metered by time, or not reported at all. */
  perAudioMinute: number;
}

/**
 * What AI providers charge, as known in 2026-11. A model that is not listed (a local one, mostly) costs nothing.
 * Source: the providers' price lists.
 */
const prices: Record<string, ModelPrice> = {
  'gpt-4o-transcribe': price(6, 10, 0.006),
  'gpt-transcribe': price(6, 10, 0.006),
  'gpt-4o-mini-transcribe': price(3, 5, 0.003),
  'whisper-1': price(0, 0, 0.006),
  // By the hour: $0.21, and $0.15 for Universal-2.
  'universal-3-5-pro': price(0, 0, 0.0035),
  'universal-3-pro': price(0, 0, 0.0035),
  'universal-2': price(0, 0, 0.0025),
  'gpt-4o': price(2.5, 10, 0),
  'gpt-4o-mini': price(0.15, 0.6, 0),
};

type AudioUsage =
  | { kind: 'tokens'; inputTokens: number; outputTokens: number }
  | { kind: 'duration'; seconds: number };

/** @param usage as the provider reported it; null where it did not, then the audio's length counts */
export function speechCostMicros(
  model: string,
  usage: AudioUsage | null,
  audioSeconds: number,
): number {
  if (usage?.kind === 'tokens') return tokenCostMicros(model, usage);
  const seconds = usage?.seconds ?? audioSeconds;
  return Math.round((priceOf(model).perAudioMinute * seconds) / 60);
}

export function tokenCostMicros(
  model: string,
  usage: { inputTokens: number; outputTokens: number },
): number {
  const { inputPerMillionTokens, outputPerMillionTokens } = priceOf(model);
  const total =
    usage.inputTokens * inputPerMillionTokens + usage.outputTokens * outputPerMillionTokens;
  return Math.round(total / 1e6);
}

/** Dated versions (`gpt-4o-mini-2024-07-18`) cost what the model of that name does: the longest name that fits. */
function priceOf(model: string): ModelPrice {
  const [name] = Object.keys(prices)
    .filter((known) => model === known || model.startsWith(`${known}-2`))
    .sort((a, b) => b.length - a.length);
  return (name === undefined ? undefined : prices[name]) ?? price(0, 0, 0);
}

function price(inputDollars: number, outputDollars: number, minuteDollars: number): ModelPrice {
  return {
    inputPerMillionTokens: inputDollars * 1e6,
    outputPerMillionTokens: outputDollars * 1e6,
    perAudioMinute: minuteDollars * 1e6,
  };
}
