/** What `verify` passes along: snippet → run → verdict. */
import type { RelativePath } from "../model/file.ts";
import type { Fence } from "./fences/fences.ts";

/** A snippet that is to be run, and what is expected of it. */
export type Subject = {
  readonly path: RelativePath;
  readonly kind: string;
  /** The language by its own name: `bash` for `sh` and `curl`. */
  readonly language: string;
  readonly text: string;
  /** ID of the model that every request must name; undefined where any of the catalog may be named, or none. */
  readonly model: string | undefined;
  /** Where a page holds the snippet: the line of its fence, counted from 1. */
  readonly line?: number;
  /** What a page says of its fence. */
  readonly fence?: Pick<Fence, "marks" | "shown" | "notRun">;
  /** Operations that it must ask for, in this order; others may come in between. */
  readonly calls: readonly string[];
  /** Whether it must send an image. */
  readonly image: boolean;
};

/** How a run ended. */
export type Ending =
  | { readonly type: "exit"; readonly code: number }
  | { readonly type: "signal"; readonly signal: string }
  | { readonly type: "timeout"; readonly ms: number }
  | { readonly type: "flood"; readonly bytes: number };

/** What became of a snippet. `compiled` was asked for by the page; `not run` is never a success: `why` says what is missing. */
export type Verdict = Pick<Subject, "path" | "kind" | "language" | "model" | "line"> & {
  readonly result: "passed" | "compiled" | "failed" | "not run";
  /** Every reason; empty for a success. */
  readonly why: readonly string[];
  /** The end of what the run printed; empty for a success. Outside text. */
  readonly output: string;
  /** Whether it passed in an earlier run, just as it is now. */
  readonly kept: boolean;
};

/** A verdict about a snippet. */
export const verdict = (
  { path, kind, language, model, line }: Subject,
  result: Verdict["result"],
  why: readonly string[] = [],
  output = "",
): Verdict => ({
  path,
  ...(line !== undefined && { line }),
  kind,
  language,
  model,
  result,
  why,
  output,
  kept: false,
});

/** Where a snippet is, as people read it: `guide.md:12`. */
export const placeOf = ({ path, line }: Pick<Subject, "path" | "line">): string =>
  line === undefined ? path : `${path}:${line}`;
