import type { Balance } from "./balance.ts";
import type { EscapeName } from "../text/escapes.ts";
import type { LineTemplate } from "./line-template.ts";
import type { Wrap } from "./wrapped.ts";

/** How an existing entry ends. */
export type End =
  | { readonly type: "indent" | "fence" | "heading" }
  | { readonly type: "line"; readonly text: string }
  | { readonly type: "balance"; readonly balance: Balance };

/** What stands around the entries of a section; without `open` it isn't made. */
export type Wrapper = {
  readonly open: string | undefined;
  readonly close: string;
  readonly recognise: RegExp;
};

/** How an entry of a section is written and recognised. */
export type Format = {
  readonly open: LineTemplate;
  readonly indent: string;
  readonly body: readonly LineTemplate[];
  readonly close: LineTemplate | undefined;
  readonly end: End;
  readonly blank: "always" | "never" | "as-found";
  readonly wrapper: Wrapper | undefined;
  readonly wrap: Wrap | undefined;
  readonly recognise: RegExp;
  /** How many lines `recognise` may look at. */
  readonly lines: number;
  readonly cites: RegExp | undefined;
  /** How the title is written. */
  readonly title: EscapeName;
  /** Whether the body shows the snippet itself. */
  readonly code: boolean;
  /** Whether what stands around the title follows the catalog: it shows fields of the model, or the snippet itself. */
  readonly follows: boolean;
};
