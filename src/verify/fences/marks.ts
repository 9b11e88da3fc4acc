import { escapePattern } from "../../text/escape-pattern.ts";
/** What a page says of a fence, in its info string or a comment above: `kluster-gen="exit:1,output:/rate limit/"`. */

/** What the mock does once, and is asked for then: `retry-once` and `retry-error` a second request, `broken-stream` too. */
export const musts = ["retry-once", "retry-error", "broken-stream"] as const;

/** One of {@link musts}. */
export type Must = (typeof musts)[number];

/** How a fence is proven. */
export type Marks = {
  /** It is shown, never run. */
  readonly skip: boolean;
  /** Only its syntax, or that it compiles, is looked at. */
  readonly compile: boolean;
  /** The exit code that it ends with: 0 unless it is said; `fails` stands for any other. */
  readonly exit: number | "fails";
  /** Each is printed: a text, or a pattern between slashes. */
  readonly output: readonly string[];
  /** The fence below shows what this one prints. */
  readonly shows: boolean;
  /** It goes on from the fence of its language above it. */
  readonly continues: boolean;
  /** It is not run alone but begins every later fence of its language. */
  readonly setup: boolean;
  /** Variables that it needs of the machine's environment. */
  readonly env: readonly string[];
  /** Models that it must name. */
  readonly models: readonly string[];
  /** Operations that it must ask for, in this order. */
  readonly calls: readonly string[];
  /** The fault of the service that it must deal with. */
  readonly must: Must | undefined;
  /** Words that mean nothing here. */
  readonly unknown: readonly string[];
};

/** A fence of which nothing is said. */
export const unmarked: Marks = {
  skip: false,
  compile: false,
  exit: 0,
  output: [],
  shows: false,
  continues: false,
  setup: false,
  env: [],
  models: [],
  calls: [],
  must: undefined,
  unknown: [],
};

const marked = /\bkluster-gen=(?:"([^"]*)"|'([^']*)'|([^\s"'}>]+))/;

/** At commas, but not at those within a pattern. */
const words = (text: string): readonly string[] =>
  text.match(/(?:[^,/]|\/(?:\\.|[^/\\])*\/|\/)+/g)?.map((word) => word.trim()) ?? [];

const withWord = (marks: Marks, word: string): Marks => {
  const [name = "", value] = word.split(/:(.*)/s);
  if (value === undefined)
    switch (name) {
      case "skip":
      case "compile":
      case "continues":
      case "setup":
        return { ...marks, [name]: true };
      case "fails":
        return { ...marks, exit: "fails" };
      case "output":
        return { ...marks, shows: true };
      default:
        return { ...marks, unknown: [...marks.unknown, word] };
    }
  switch (name) {
    case "exit":
      if (/^\d{1,3}$/.test(value)) return { ...marks, exit: Number(value) };
      break;
    case "output":
      return { ...marks, output: [...marks.output, value] };
    case "env":
      if (/^[A-Za-z_]\w*$/.test(value)) return { ...marks, env: [...marks.env, value] };
      break;
    case "model":
      return { ...marks, models: [...marks.models, value] };
    case "must": {
      const must = musts.find((each) => each === value);
      if (must !== undefined) return { ...marks, must };
      break;
    }
    case "calls":
      return {
        ...marks,
        calls: [...marks.calls, value.replace(/^\S+/, (method) => method.toLowerCase())],
      };
  }
  return { ...marks, unknown: [...marks.unknown, word] };
};

/** The marks in a text; undefined where it has none. */
export const marksIn = (text: string): Marks | undefined => {
  const found = marked.exec(text);
  if (found === null) return undefined;
  return words(found[1] ?? found[2] ?? found[3] ?? "")
    .filter((word) => word !== "")
    .reduce(withWord, unmarked);
};

/** Lines that are alike but for white space at their ends; `...` stands for any lines. */
const sameLines = (want: string, printed: string): boolean => {
  const plain = (text: string): string =>
    text
      .split(/\r?\n/)
      .map((line) => line.trimEnd())
      .join("\n")
      .trim();
  const escaped = plain(want)
    .split("\n")
    .map((line) => (line.trim() === "..." ? "[^]*" : escapePattern(line)))
    .join("\n");
  return new RegExp(`^${escaped.replaceAll("\n[^]*", "[^]*").replaceAll("[^]*\n", "[^]*")}$`).test(
    plain(printed),
  );
};

/** Why what was printed isn't what is expected; undefined when it is. `whole` is what the page shows of it. */
export const outputProblem = (
  { output }: Pick<Marks, "output">,
  whole: string | undefined,
  printed: string,
): string | undefined => {
  if (whole !== undefined && !sameLines(whole, printed)) return "It doesn't print what the page shows.";
  for (const want of output) {
    if (!(want.length > 2 && want.startsWith("/") && want.endsWith("/"))) {
      if (!printed.includes(want)) return `It doesn't print ${JSON.stringify(want)}.`;
      continue;
    }
    try {
      if (!new RegExp(want.slice(1, -1), "u").test(printed)) return `It prints nothing like ${want}.`;
    } catch {
      return `${want} is no pattern.`;
    }
  }
  return undefined;
};
