/**
 * The text fields of a form as a schema wants them: one value as it is, several as a list. A field that is a list even
 * with one value is named in `lists`; an empty value counts as none.
 */
export function formToObject(
  fields: Map<string, string[]>,
  lists: readonly string[],
): Record<string, string | string[]> {
  const entries = [...fields].flatMap(([name, all]): [string, string | string[]][] => {
    const values = all.filter((value) => value.trim() !== '');
    if (lists.includes(name)) return [[name, values]];
    const [first] = values;
    if (first === undefined) return [];
    return [[name, values.length === 1 ? first : values]];
  });
  return Object.fromEntries(entries);
}
