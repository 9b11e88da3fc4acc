import type { FieldConfig } from "./config.gen.ts";
import type { EachSettings } from "../catalog/each.ts";
import type { EnvelopeSettings } from "../catalog/envelope.ts";
import type { JoinSettings } from "../catalog/join.ts";
import type { Expression } from "./expression.ts";
import type { Test } from "./predicate.ts";
import type { Pipeline } from "../text/text-rules.ts";
import type { ValuePath } from "../catalog/value-path.ts";

/** How a source's bytes are read. */
export type DataFormat = "json" | "yaml" | "toml";

/** How many bytes a source may have where the config doesn't say. */
export const usualMaxBytes = 64 * 1024 * 1024;

/** A place that the catalog can come from, with every default filled in; paths as the config writes them. */
export type SourceSettings =
  | { readonly type: "file"; readonly path: string; readonly maxBytes: number; readonly format: DataFormat }
  | {
      readonly type: "files";
      readonly glob: string;
      readonly maxBytes: number;
      /** Undefined: as each file's ending says. */
      readonly format: DataFormat | undefined;
    }
  | {
      readonly type: "url";
      readonly format: DataFormat;
      readonly url: string;
      readonly timeoutMs: number;
      readonly retries: number;
      readonly maxBytes: number;
      readonly authEnv: string | undefined;
      /** Further headers: a value, or the environment variable that has it. */
      readonly headers: ReadonlyMap<string, HeaderValue>;
    };

/** The value of a request's header, or the environment variable that has it. */
export type HeaderValue = { readonly value: string } | { readonly env: string };

/** A further source, and how it is joined with the catalog. */
export type MergeSettings = JoinSettings & { readonly source: SourceSettings };

/** How one field of an entry is made. */
export type FieldSettings = {
  readonly config: FieldConfig;
  readonly path: ValuePath | undefined;
  readonly each: EachSettings | undefined;
  readonly text: Expression | undefined;
  readonly rules: Pipeline | undefined;
  /** Undefined: it is made so for every model. */
  readonly test: Test | undefined;
  /** What text stands in its place where `test` doesn't hold. */
  readonly otherwise: Expression | undefined;
  /** How it is made where this way gives nothing. */
  readonly fallback: FieldSettings | undefined;
};

/** Where the catalog is, and how its records become entries. */
export type CatalogSettings = EnvelopeSettings & {
  readonly sources: readonly SourceSettings[];
  /** The fields that tell models apart together; empty: `id` alone does. */
  readonly key: readonly string[];
  readonly merge: readonly MergeSettings[];
  readonly recordSchema: string | undefined;
  /** Longest text of a field, in characters. */
  readonly maxText: number;
  readonly fields: ReadonlyMap<string, FieldSettings>;
  /** Fields that come from a preset: it is made for many catalogs, and not each has all of them. */
  readonly presetFields: ReadonlySet<string>;
};
