import type { LimitRule } from '../http/limit-rule.ts';

/** Signing in and up cost a hash each, and are what is guessed at. */
export const signUpLimit: LimitRule = {
  name: 'sign-up',
  points: 60,
  perSeconds: 3600,
  by: 'address',
};
export const signInLimit: LimitRule = {
  name: 'sign-in',
  points: 60,
  perSeconds: 60,
  by: 'address',
};
