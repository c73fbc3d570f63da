import { findFilteredIds } from '../../db/repositories/catalogue/catalogue-filter.ts';
import { countShelf, listShelf } from '../../db/repositories/catalogue/catalogue.ts';
import type { ListPlace } from '../../db/repositories/keyset.ts';
import type { Em } from '../../db/orm.config.ts';
import type { ListedPage } from '../../domain/catalogue/catalogue-index.ts';
import type { CatalogueSort } from '../../domain/catalogue/catalogue-sorts.ts';
import { facet, facetKinds, type CatalogueFilter } from '../../domain/catalogue/listed-book.ts';
import type { CatalogueMirror } from './catalogue-mirror.ts';
import type { NamedIds } from './named-ids.ts';

interface Wish {
  filter: CatalogueFilter;
  sort: CatalogueSort;
  place: ListPlace;
}

/** Lists of what is for sale: out of memory, or, while that is not current, the same ones out of the database. */
export class CatalogueLists {
  readonly #mirror: CatalogueMirror;
  readonly #names: NamedIds;

  constructor(mirror: CatalogueMirror, names: NamedIds) {
    this.#mirror = mirror;
    this.#names = names;
  }

  /** How many audiobooks are in memory; null while lists come from the database. */
  size(): number | null {
    return this.#mirror.current()?.size ?? null;
  }

  async list(em: Em, { filter, sort, place }: Wish): Promise<ListedPage> {
    const ids = await findFilteredIds(filter, (kind, name) => this.#names.find(em, kind, name));
    if (!ids) return { count: 0, rows: [] };
    const index = this.#mirror.current();
    if (!index) {
      const [count, rows] = await Promise.all([
        countShelf(em, filter),
        listShelf(em, filter, sort, place),
      ]);
      return { count, rows };
    }
    const facets = facetKinds.flatMap((kind) => {
      const id = ids[kind];
      return id === undefined ? [] : [facet(kind, id)];
    });
    return index.list({ facets, range: filter, sort, ...place });
  }
}
