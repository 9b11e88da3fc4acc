/** What names a model's page, or the model itself. */
const NAMES_PAGE = /\{(?:link|route):|\{slug\}|\{id\}/;

/** The index of the pair by which elements are recognised: the declared one, the only one, or that which names the page. */
export const keyIndex = (
  item: Readonly<Record<string, string | number | boolean>>,
  key: string | undefined,
): number | undefined => {
  const pairs = Object.entries(item);
  const found =
    key === undefined
      ? pairs.findIndex(([, value]) => NAMES_PAGE.test(String(value)))
      : pairs.findIndex(([name]) => name === key);
  return found === -1 ? undefined : found;
};
