/**
 * The name that a download gets: the title, the number of the chapter or volume kept, everything that file systems
 * stumble over left out. At most 120 characters before the extension.
 */
export function downloadFileName(title: string, extension: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '');
  const name = [...plain].slice(0, 120).join('').trim();
  return `${name === '' ? 'audiobook' : name}.${extension}`;
}
