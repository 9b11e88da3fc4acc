import type { Problem } from "./problem.ts";

/** What rules of `check` find too, in words of their own. */
const found = /^(?:(?:rows|entries)-(?:unknown|alike)|orphan-(?:entry|row|snippet)|(?:entry|row)-left)$/;

/** What no rule finds: a plan tells it as long as it is so, and `check` with the plan's words. */
const told =
  /^(?:elements-unknown|orphan-element|(?:comment|snippet)-left|slug-unapplied|models-nowhere|gone-kept|model-gone|guard-held|catalog-doubtful|page-led-to|file-behind|template-refused)$/;

/** What is told where nobody can say what should stand: by the catalog, or as no text can be made. */
const doubtful = /^(?:catalog-(?:doubtful|duplicate-id|(?:malformed|unnamed)-record)|template-refused)$/;

type Coded = Pick<Problem, "code">;

/** What is told of models that can't be changed, as nobody can tell what to. */
export const isDoubtful = ({ code }: Coded): boolean => doubtful.test(code);

/** What is told of rows, entries and files that are left of models, which rules of `check` find one by one. */
export const tellsLeft = ({ code }: Coded): boolean =>
  (found.test(code) && !code.endsWith("-alike")) || /^(?:snippet-left|gone-kept|model-gone)$/.test(code);

/** What a plan says that `check` says after it. */
export const isStanding = ({ code }: Coded): boolean => told.test(code);

/** What is told of models that stand where nothing asks for them, or nowhere, or of which nobody can say whose they are. */
export const isLeft = ({ code }: Coded): boolean =>
  [found, told, doubtful].some((codes) => codes.test(code)) || code === "check-finds";
