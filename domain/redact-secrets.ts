const secrets: [RegExp, string][] = [
  // Keys as OpenAI and Stripe write them.
  [/\b(sk|rk|whsec)[-_][A-Za-z0-9_*-]{6,}/g, '$1-[redacted]'],
  // JSON Web Tokens.
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, '[redacted token]'],
  // Passwords in addresses.
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)[^\s@/]+@/gi, '$1[redacted]@'],
  // Signatures and tokens in query strings.
  [/([?&](?:x-amz-[a-z-]+|token|code|signature|key)=)[^&\s"']+/gi, '$1[redacted]'],
  [/(\bbearer\s+)[A-Za-z0-9._~+/=-]{8,}/gi, '$1[redacted]'],
];

/** For text that leaves the process: messages of other people's errors carry addresses and keys. */
export function redactSecrets(text: string): string {
  return secrets.reduce(
    (redacted, [pattern, replacement]) => redacted.replace(pattern, replacement),
    text,
  );
}
