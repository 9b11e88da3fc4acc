/** The address with a query parameter set; the others stay as they are. */
export const withParam = (url: string, param: string, value: string): string => {
  const next = new URL(url);
  next.searchParams.set(param, value);
  return next.href;
};

/** An address as the answer at `base` gives it: whole, or relative to that; as it stands where there is no base. */
export const addressOf = (address: string, base: string | undefined): string =>
  URL.canParse(address, base) ? new URL(address, base).href : address;
