/** What is sealed for what: with another name, none of it opens any more. */
export const totpPurpose = 'totp secret';
export const oauthVerifierPurpose = 'oauth verifier';
