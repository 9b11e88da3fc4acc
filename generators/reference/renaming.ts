import type { RelativePath } from "../../src/model/file.ts";

/** A file that gets another name. */
export type Renaming = { readonly from: RelativePath; readonly to: RelativePath };
