import { error, type Problem } from "../../model/problem.ts";
import type { PageContext } from "./page-context.ts";

type Advice = {
  readonly helpers: readonly (string | undefined)[];
  readonly message: string;
  readonly fix: string;
};

/** Which helper each place takes; undefined stands for a plain `<%= value %>`. */
const ADVICE: Readonly<Record<PageContext, Advice>> = {
  text: {
    helpers: [undefined, "code", "rich", "url"],
    message: "This helper isn't for running text.",
    fix: "Write `<%= value %>`, `<%= code(value) %>` for code, or `<%= rich(value) %>` for a value that is Markdown.",
  },
  "front matter": {
    helpers: ["yaml"],
    message: "A value in front matter has to be YAML.",
    fix: "Write `<%= yaml(value) %>`, without quotes around it.",
  },
  "front matter of TOML": {
    helpers: ["toml"],
    message: "A value in front matter between `+++` has to be TOML.",
    fix: "Write `<%= toml(value) %>`, without quotes around it.",
  },
  comment: {
    helpers: ["comment"],
    message: "In a comment only `comment()` can stand: anything else could end it.",
    fix: "Write `<%= comment(value) %>`.",
  },
  fence: {
    helpers: ["json", "word"],
    message: "A value in a code block isn't escaped for the code's language.",
    fix: "Write `<%= json(value) %>` for a string in double quotes, `<%= word(value) %>` for what is one plain word, or include a snippet file.",
  },
  shell: {
    helpers: ["bash", "word"],
    message: "A value in a shell's code block could become a command.",
    fix: "Write `<%= bash(value) %>`, without quotes around it; in JSON between single quotes, `<%= bashJson(value) %>`.",
  },
  "shell quotes": {
    helpers: ["bashJson", "word"],
    message: "A value between a shell's quotes could end them.",
    fix: "Write `<%= bashJson(value) %>` for JSON between single quotes, or `<%= bash(value) %>` without quotes around it.",
  },
  prompt: {
    helpers: ["word"],
    message: "Only one plain word can stand in this shell's code block.",
    fix: "Write `<%= word(value) %>`.",
  },
  attribute: {
    helpers: ["attribute", "url"],
    message: "A value in an attribute could end it.",
    fix: "Write `<%= attribute(value) %>`.",
  },
  address: {
    helpers: ["url"],
    message: "A value in a link's address could lead anywhere.",
    fix: "Write `<%= url(value) %>`.",
  },
  braces: {
    helpers: ["json"],
    message: "In braces a value is code, unless it's written as JSON.",
    fix: "Write `<%= json(value) %>` without quotes around it, or `<%= word(value) %>` between quotes.",
  },
  closed: {
    helpers: [],
    message:
      "No value can stand here safely: between backticks, in a code block's first line, between a shell's double quotes, in braces, in a shortcode, or outside of an attribute's double quotes.",
    fix: "Write `<%= code(value) %>` in place of the backticks, `<%= word(value) %>` between quotes or backticks for what is one plain word, include a snippet file, or build the text elsewhere.",
  },
};

/** Whether a text ends between quotes or backticks, where a plain word is nothing but text. */
export const isQuoted = (before: string): boolean =>
  [/"/g, /'/g, /`+/g].some((signs) => (before.match(signs) ?? []).length % 2 === 1);

/** What is wrong with a value's place in a page; `helper` is the helper whose call is all of it, `before` its line up to it. */
export const lintPageTag = (
  context: PageContext,
  helper: string | undefined,
  before: string,
  where: string,
): readonly Problem[] => {
  if (helper === "raw" || helper === "partial") return [];
  const { helpers, message, fix } = ADVICE[context];
  const quoted = (context === "closed" || context === "braces") && isQuoted(before);
  return (quoted ? helper === "word" : helpers.includes(helper))
    ? []
    : [error("template-context", where, message, fix)];
};
