/** Names the sealing of TOTP secrets: with another name none of them opens any more. */
export const totpPurpose = 'totp secret';
