import { p } from '@mikro-orm/core';

/** A double-precision column that is a number in JavaScript: the ORM's own `double` would be a string. */
export function realNumber() {
  return p.double().runtimeType('number').$type<number>();
}
