/** How much a problem matters: an `error` stops the run before anything is written, a `warning` doesn't. */
export type Severity = "error" | "warning";

/** What is wrong, where, and how to mend it: a value, collected and shown by one printer, never thrown through the core. */
export type Problem = {
  /** Stable kebab-case name, for programs: `config-unknown-key`. */
  readonly code: string;
  readonly severity: Severity;
  /** Place, as a person would look for it: `kluster-onboard.config.ts: sections[2].heading`. */
  readonly where: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly fix: string;
  /** The same with line and column, where they are known and help to go there. */
  readonly shown?: string;
  /** Lines of the source with the place marked, where that helps to see it. */
  readonly excerpt?: readonly string[];
};

/** A value, or the problems that kept it from being made. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A success, with the warnings that came along. */
export const ok = <T>(value: T, problems: readonly Problem[] = []): Outcome<T> => ({
  ok: true,
  value,
  problems,
});

/** A failure; at least one of the problems is an error. */
export const fail = (
  ...problems: readonly Problem[]
): { readonly ok: false; readonly problems: readonly Problem[] } => ({
  ok: false,
  problems,
});

type MakeProblem = (code: string, where: string, message: string, fix: string) => Problem;

const problemOf =
  (severity: Severity): MakeProblem =>
  (code, where, message, fix) => ({ code, severity, where, message, fix });

/** An error-severity problem. */
export const error: MakeProblem = problemOf("error");

/** A warning-severity problem. */
export const warning: MakeProblem = problemOf("warning");

/** A failure of one error. */
export const refuse = (...what: Parameters<typeof error>): ReturnType<typeof fail> => fail(error(...what));

/** Whether any of the problems stops the run. */
export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((p) => p.severity === "error");

/** What rules of `check` find too, in words of their own. */
const found = /^(?:(?:rows|entries)-(?:unknown|alike)|orphan-(?:entry|row|snippet)|(?:entry|row)-left)$/;

/** What no rule finds: a plan tells it as long as it is so, and `check` with the plan's words. */
const told =
  /^(?:elements-(?:unknown|unsorted)|orphan-element|(?:comment|snippet)-left|slug-unapplied|models-nowhere|gone-kept|model-gone|guard-held|catalog-doubtful|page-led-to|file-behind|template-refused)$/;

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

/** What a run ends with whose caller doesn't want it any more. */
export const aborted: Problem = error(
  "aborted",
  "this run",
  "It was aborted before it was done; nothing was written.",
  "Start it again.",
);
