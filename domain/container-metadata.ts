/** What a recording's own tags tell about the book, by the conventions of audiobook makers. */
export interface ContainerMetadata {
  title: string | null;
  description: string | null;
  authors: string[];
  narrators: string[];
  genres: string[];
}

/**
 * Reads the tags of an M4B or MP3: the artist is the author, the composer the narrator.
 *
 * @param tags as ffprobe names them, in lower case
 */
export function readContainerMetadata(tags: Record<string, string>): ContainerMetadata {
  return {
    title: clean(tags['album'] ?? tags['title']),
    description: clean(tags['description'] ?? tags['synopsis'] ?? tags['comment']),
    authors: names(tags['album_artist'] ?? tags['artist']),
    narrators: names(tags['narrator'] ?? tags['composer']),
    genres: names(tags['genre']).filter((name) => !/^audio ?books?$/i.test(name)),
  };
}

function clean(text: string | undefined): string | null {
  const trimmed = text?.replaceAll('\0', '').trim() ?? '';
  return trimmed === '' ? null : trimmed.slice(0, 5000);
}

/** Several people stand in one tag, between semicolons, slashes or ampersands; a comma may belong to a name. */
function names(text: string | undefined): string[] {
  const parts = (text ?? '').split(/[;/&]/).map((part) => part.replaceAll('\0', '').trim());
  return parts.filter((part) => part !== '').map((part) => part.slice(0, 255));
}
