type Known<K, V> = { readonly get: (key: K) => V | undefined; readonly set: (key: K, value: V) => unknown };

const keptIn =
  <K, V>(known: Known<K, V>, make: (key: K) => V): ((key: K) => V) =>
  (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };

/** What is worked out of an object, once for each of which there is something. */
export const once = <K extends object, V>(make: (key: K) => V): ((key: K) => V) =>
  keptIn(new WeakMap<K, V>(), make);

/** The same of whatever it is asked for, as long as it is asked. */
export const onceEach = <K, V>(make: (key: K) => V): ((key: K) => V) => keptIn(new Map<K, V>(), make);
