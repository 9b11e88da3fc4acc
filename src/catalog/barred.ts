import type { Entry } from "../model/entry.ts";
import { type Problem, warning } from "../model/problem.ts";
import { isBarred } from "../text/escapes.ts";

/** How many values are named. */
const named = 5;

/** Values that no link may lead to: a link to one is written as its text. */
export const barredAddresses = (entries: readonly Entry[], file: string): readonly Problem[] => {
  const all = entries.flatMap(({ id, fields }) =>
    [...fields].flatMap(([name, value]) =>
      typeof value === "string" && isBarred(value) ? [`${name} of ${JSON.stringify(id)}`] : [],
    ),
  );
  if (all.length === 0) return [];
  const more = all.length > named ? ` and ${all.length - named} more` : "";
  return [
    warning(
      "address-barred",
      file,
      `No link leads to a value that would run as a script, or be shown as a page of its own: ${all.slice(0, named).join(", ")}${more}. Links to it are written as their text.`,
      "Put the address right in the catalog.",
    ),
  ];
};
