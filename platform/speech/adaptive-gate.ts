import { LectorFailure } from '../../domain/failure.ts';
import type { SpeechProvider, SpeechRequest, SpeechResult } from './provider.ts';

/** When a provider asks to slow down and does not say for how long. */
const defaultPauseMs = 1000;

/**
 * Holds calls back while the provider asks to slow down, instead of letting each of them find out for itself: the limit
 * halves at every 429 and grows back by one for each round without (additive increase, multiplicative decrease: Chiu
 * and Jain, 1989).
 */
export function withAdaptiveGate(provider: SpeechProvider, maxInFlight: number): SpeechProvider {
  let limit = maxInFlight;
  let inFlight = 0;
  let pausedUntil = 0;
  const waiting: (() => void)[] = [];

  function wakeAll(): void {
    for (const wake of waiting.splice(0)) wake();
  }

  async function enter(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const pauseMs = pausedUntil - Date.now();
      if (pauseMs <= 0 && inFlight < Math.max(1, Math.floor(limit))) break;
      await nextChange(pauseMs, signal);
    }
    inFlight += 1;
  }

  async function nextChange(pauseMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    waiting.push(wake);
    signal.addEventListener('abort', wake, { once: true });
    const timer = pauseMs > 0 ? setTimeout(wake, pauseMs) : undefined;
    await promise;
    clearTimeout(timer);
    signal.removeEventListener('abort', wake);
  }

  function slowDown(retryAfterMs: number | undefined): void {
    limit = Math.max(1, limit / 2);
    pausedUntil = Math.max(pausedUntil, Date.now() + (retryAfterMs ?? defaultPauseMs));
  }

  async function transcribe(request: SpeechRequest, signal: AbortSignal): Promise<SpeechResult> {
    await enter(signal);
    try {
      const result = await provider.transcribe(request, signal);
      limit = Math.min(maxInFlight, limit + 1 / limit);
      return result;
    } catch (error) {
      if (error instanceof LectorFailure && error.code === 'ai_rate_limited') {
        slowDown(error.retryAfterMs);
      }
      throw error;
    } finally {
      inFlight -= 1;
      wakeAll();
    }
  }

  return { name: provider.name, transcribe };
}
