const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8000;

/** How long to wait before retry `n` (from 0), in milliseconds: doubling, without jitter, so that runs repeat. */
export const backoffMs = (n: number): number => Math.min(FIRST_DELAY_MS * 2 ** n, LONGEST_DELAY_MS);

/** How long all attempts and the waits between them may take together, in milliseconds. */
export const overallMs = (timeoutMs: number, retries: number): number => {
  let total = timeoutMs * (retries + 1);
  for (let n = 0; n < retries; n++) total += backoffMs(n);
  return total;
};

/** The milliseconds that a `Retry-After` header asks to wait, in seconds or as a date; undefined where it makes no sense. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  // Date.parse also takes bare numbers and much else; an HTTP date begins with a day's name.
  const date = /^[A-Z][a-z]{2,8},? /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};
