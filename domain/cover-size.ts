/** The sizes that a cover is made in, by their width; the height follows. */
export const coverWidthsPixels = { small: 200, medium: 500, large: 1000 } as const;

export type CoverSize = keyof typeof coverWidthsPixels;

export const coverSizes = Object.keys(coverWidthsPixels) as CoverSize[];

/** Where a size lies: beside the picture that it was made of, so that it goes with it. */
export function coverKeyOfSize(coverKey: string, size: CoverSize): string {
  return `${coverKey.replace(/\.[a-z]+$/, '')}-${size}.jpg`;
}
