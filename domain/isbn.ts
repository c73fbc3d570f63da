/**
 * An ISBN with its check digit proven, as 13 digits: a book's ten-digit number is the same book's.
 *
 * @returns null for what is none
 * Source: ISO 2108, ISBN Users' Manual §5 and §8
 */
export function normalizeIsbn(text: string): string | null {
  const digits = text.replaceAll(/[\s‐-―-]/g, '').toUpperCase();
  if (/^97[89]\d{10}$/.test(digits)) {
    return checkDigit13(digits.slice(0, 12)) === digits.at(-1) ? digits : null;
  }
  if (!/^\d{9}[\dX]$/.test(digits) || checkDigit10(digits.slice(0, 9)) !== digits.at(-1))
    return null;
  const body = `978${digits.slice(0, 9)}`;
  return body + checkDigit13(body);
}

function checkDigit13(body: string): string {
  const sum = [...body].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 ? 3 : 1),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

function checkDigit10(body: string): string {
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const rest = (11 - (sum % 11)) % 11;
  return rest === 10 ? 'X' : String(rest);
}
