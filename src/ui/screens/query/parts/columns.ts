/** Which attributes are read: toggling one, of the source or of an include. Null stands for all that the scopes leave. */

export type Columns = readonly string[] | null;

/**
 * `shown` are the attributes that are read now, `all` the model's in its order. One that is added goes to its place in the
 * model's order, unless the order was chosen otherwise. The last one stays: a query without attributes reads nothing.
 */
export function toggledColumn(
  shown: readonly string[],
  all: readonly string[],
  name: string,
): readonly string[] {
  if (shown.includes(name)) return shown.length === 1 ? shown : shown.filter((other) => other !== name);
  const places = new Map(all.map((attribute, place) => [attribute, place]));
  const placeOf = (attribute: string): number => places.get(attribute) ?? all.length;
  const added = [...shown, name];
  const isInOrder = shown.every(
    (attribute, index) => index === 0 || placeOf(shown[index - 1] ?? '') < placeOf(attribute),
  );
  return isInOrder ? added.sort((one, other) => placeOf(one) - placeOf(other)) : added;
}
