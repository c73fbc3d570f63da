import type { LimitRule } from '../http/limit-rule.ts';

const hour = 3600;

/** Signing in and up cost a hash each, and are what is guessed at. */
export const signUpLimit: LimitRule = {
  name: 'sign-up',
  points: 60,
  perSeconds: hour,
  by: 'address',
};
export const signInLimit: LimitRule = {
  name: 'sign-in',
  points: 60,
  perSeconds: 60,
  by: 'address',
};
export const refreshLimit: LimitRule = {
  name: 'refresh',
  points: 300,
  perSeconds: 60,
  by: 'address',
};

/** Mailed tokens cannot be guessed, but whoever tries must not keep us busy. */
export const tokenLimit: LimitRule = {
  name: 'mailed-token',
  points: 60,
  perSeconds: 60,
  by: 'address',
};

/** Mails that a caller can have sent, and that a mailbox can be sent. */
export const mailLimit: LimitRule = { name: 'mail', points: 30, perSeconds: hour, by: 'address' };
export const mailToAddressLimit: LimitRule = {
  name: 'mail-to',
  points: 5,
  perSeconds: hour,
  by: 'address',
};
