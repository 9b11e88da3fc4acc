import type { Paint } from "./style.ts";

/** So many of one kind are shown to who didn't ask for all. */
export const few = 3;

/** What is said of the others. */
export const moreLine = (count: number, kind: string, paint: Paint): string =>
  `  … and ${count} more ${paint("dim", `[${kind}]`)} (--verbose)`;
