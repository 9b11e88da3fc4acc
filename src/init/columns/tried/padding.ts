import { plainText } from "../../../text/emit/plain-text.ts";
import type { Sample } from "../samples.ts";

const sums = /[$€£¥]\s?\d[\d,]*(?:\.(\d+))?|\d[\d,]*(?:\.(\d+))?(?=\s?[$€£¥])/g;

/** How sums of money show their cents, as the end of a form's name; without a zero at an end two decimals are likelier. */
export const paddingOf = (samples: readonly Sample[]): "Fixed2" | "Cents" | undefined => {
  const decimals = new Set(
    samples.flatMap(({ raw }) =>
      [...plainText(raw).matchAll(sums)].map(([, after, before]) => (after ?? before ?? "").length),
    ),
  );
  if (!decimals.has(2) || [...decimals].some((count) => count !== 0 && count !== 2)) return undefined;
  return decimals.has(0) ? "Cents" : "Fixed2";
};
