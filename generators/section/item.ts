import type { Entry } from "../../src/model/entry.ts";

export type Item = { readonly entry: Entry; readonly includes: readonly string[]; readonly code?: string };
