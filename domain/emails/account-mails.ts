import { layOutMail, type MailText } from './mail-text.ts';

const notYou = 'If this was not you, you need not do anything.';
const notYouAct = 'If this was not you, reset your password at once and look at your sessions.';

export function verifyEmailMail(url: string): MailText {
  return layOutMail({
    subject: 'Verify your mail address',
    paragraphs: [
      'Please confirm that this is your mail address. The link is good for a day.',
      notYou,
    ],
    link: { label: 'Verify the address', url },
  });
}

export function resetPasswordMail(url: string): MailText {
  return layOutMail({
    subject: 'Reset your password',
    paragraphs: ['Choose a new password. The link is good for an hour, and for one use.', notYou],
    link: { label: 'Choose a new password', url },
  });
}

export function changeEmailMail(url: string): MailText {
  return layOutMail({
    subject: 'Confirm your new mail address',
    paragraphs: [
      'Confirm that this is the new mail address of your account. The link is good for a day.',
      notYou,
    ],
    link: { label: 'Confirm the new address', url },
  });
}

export function emailChangeRequestedMail(): MailText {
  return layOutMail({
    subject: 'A new mail address was asked for',
    paragraphs: [
      'Somebody who is signed in to your account wants to change its mail address. Nothing changes until the new address is confirmed.',
      notYouAct,
    ],
  });
}

export function emailChangedMail(): MailText {
  return layOutMail({
    subject: 'Your mail address was changed',
    paragraphs: [
      'The mail address of your account is another one now. This address is no longer used.',
      notYouAct,
    ],
  });
}

export function passwordChangedMail(): MailText {
  return layOutMail({
    subject: 'Your password was changed',
    paragraphs: [
      'The password of your account was changed, and all other devices were signed out.',
      notYouAct,
    ],
  });
}
