import type { SectionConfig, SnippetConfig, TableConfig } from "../config/config.gen.ts";
import type { Explanation } from "./explain-texts.ts";
import type { Model } from "./records.ts";
import type { Spot } from "./spots.ts";

/** A table that was recognised; `remarks` and `explanations` go with its columns. */
export type FoundTable = {
  readonly type: "table";
  readonly place: Spot["place"];
  readonly config: TableConfig;
  readonly remarks: readonly (string | undefined)[];
  readonly explanations: readonly Explanation[];
  readonly models: readonly Model[];
};

/** A section that was recognised, and the snippets that its entries show. */
export type FoundSection = {
  readonly type: "section";
  readonly config: SectionConfig;
  readonly snippet: SnippetConfig;
  readonly title: Explanation;
  readonly models: readonly Model[];
  /** The texts of the snippets that the entries show, by model. */
  readonly snippets: ReadonlyMap<Model, string>;
};

/** Anything that was recognised. */
export type Found = FoundTable | FoundSection;
