import type { Operation } from '../http/route.ts';
import { addFavorite } from './add-favorite.ts';
import { addToLibrary } from './add-to-library.ts';
import { listCollections } from './list-collections.ts';
import { listFavorites } from './list-favorites.ts';
import { listLibrary } from './list-library.ts';
import { moveInLibrary } from './move-in-library.ts';
import { removeFavorite } from './remove-favorite.ts';
import { removeFromLibrary } from './remove-from-library.ts';

export const libraryOperations: Operation[] = [
  listLibrary,
  listCollections,
  listFavorites,
  addFavorite,
  removeFavorite,
  addToLibrary,
  moveInLibrary,
  removeFromLibrary,
];
