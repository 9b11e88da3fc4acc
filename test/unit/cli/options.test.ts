import { describe, expect, it } from "vitest";
import { helpText } from "../../../src/cli/help.ts";
import { readOptions } from "../../../src/cli/options.ts";
import { valueOf } from "../given.ts";

const words = (line: string): readonly string[] => line.split(" ").filter((word) => word !== "");

/** The options of a command line that names a command. */
const options = (line: string) => {
  const asked = valueOf(readOptions(words(line)));
  if (asked.type !== "command") throw new Error(`${line} asks for ${asked.type}.`);
  return asked.options;
};

describe("a command line", () => {
  it("has defaults for everything", () => {
    expect(options("plan")).toEqual({
      command: "plan",
      operand: undefined,
      config: undefined,
      root: undefined,
      catalog: undefined,
      only: new Set(["snippets", "sections", "tables", "client", "mentions", "documents"]),
      models: [],
      replace: false,
      replacePaths: [],
      prune: false,
      acceptCatalog: false,
      accept: [],
      filters: [],
      leave: [],
      groupBy: undefined,
      date: undefined,
      out: undefined,
      format: "text",
      diff: false,
      check: false,
      verify: false,
      changed: false,
      live: false,
      fresh: false,
      fix: false,
      yes: false,
      quiet: false,
      verbose: false,
      fsync: true,
      watch: false,
    });
  });

  it.each<readonly [line: string, want: Record<string, unknown>]>([
    ["apply plan.json -y --no-fsync", { command: "apply", operand: "plan.json", yes: true, fsync: false }],
    ["apply", { command: "apply", operand: undefined }],
    [
      "explain google/gemma-3-27b-it --format json",
      { command: "explain", operand: "google/gemma-3-27b-it", format: "json" },
    ],
    [
      "plan --config c.ts --root docs --catalog=https://x/y",
      { config: "c.ts", root: "docs", catalog: "https://x/y" },
    ],
    ["plan --model a/x --model b/y", { models: ["a/x", "b/y"] }],
    ["apply --only mentions --role chat", { only: new Set(["mentions"]), role: "chat" }],
    ["plan --replace", { replace: true, replacePaths: [] }],
    ["plan --replace --claim all", { replace: true, replacePaths: [], claim: "all" }],
    ["--replace plan", { command: "plan", replace: true, replacePaths: [] }],
    [
      "apply --replace docs/a.md --replace=docs/code --prune",
      {
        command: "apply",
        operand: undefined,
        replace: true,
        replacePaths: ["docs/a.md", "docs/code"],
        prune: true,
      },
    ],
    ["plan --only tables,snippets", { only: new Set(["snippets", "tables"]) }],
    [
      "plan --only=sections -qv --diff --check --out p.json",
      { only: new Set(["sections"]), quiet: true, verbose: true, diff: true, check: true, out: "p.json" },
    ],
    ["--quiet plan", { command: "plan", quiet: true }],
  ])("%s", (line, want) => {
    expect(options(line)).toMatchObject(want);
  });

  it.each([
    ["", { type: "help", of: undefined }],
    ["--help", { type: "help", of: undefined }],
    ["-h apply", { type: "help", of: "apply" }],
    ["plan --help --diff", { type: "help", of: "plan" }],
    ["help plan", { type: "help", of: "plan" }],
    ["completion fish", { type: "completion", shell: "fish" }],
    ["plan --version", { type: "version" }],
    ["-V", { type: "version" }],
  ])("%j asks for %j", (line, want) => {
    expect(valueOf(readOptions(words(line)))).toEqual(want);
  });

  it.each([
    ["plam", "command-unknown", "There is no command `plam`.", "Did you mean `plan`?"],
    [
      "destroy",
      "command-unknown",
      "There is no command `destroy`.",
      "Use one of `plan`, `apply`, `check`, `verify`, `status`, `explain`, `client`, `init`, `forget`.",
    ],
    ["plan --catalgo x", "usage", "Unknown option '--catalgo'.", "Did you mean `--catalog`?"],
    ["plan -x", "usage", "Unknown option '-x'.", null],
    ["plan --root", "usage", "Option '--root <value>' argument missing.", "See `kluster-gen --help`."],
    ["plan --diff=yes", "usage", "Option '--diff' does not take an argument.", "See `kluster-gen --help`."],
    ["plan --only snippet", "usage", "--only doesn't know `snippet`.", "Did you mean `snippets`?"],
    [
      "plan --only snippets,",
      "usage",
      "--only doesn't know ``.",
      "Use one of `snippets`, `sections`, `tables`, `client`, `mentions`, `documents`.",
    ],
    [
      "plan --format yaml",
      "usage",
      "--format doesn't know `yaml`.",
      "Use text, json, markdown, html, commit or github.",
    ],
    ["plan google/gemma", "usage", "plan takes no `google/gemma`.", "Name a model with --model."],
    ["client x", "usage", "client takes no `x`.", "See `kluster-gen --help`."],
    ["plan a b", "usage", "`b` is one word too many.", "See `kluster-gen --help`."],
    ["explain", "usage", "explain needs a model's ID.", "kluster-gen explain MODEL"],
    ["explain x --diff", "usage", "explain doesn't take --diff.", "It belongs to plan, apply, client."],
    ["plan --yes", "usage", "plan doesn't take --yes.", "It belongs to apply, client, init, forget."],
    ["help plam", "command-unknown", "There is no command `plam`.", "Did you mean `plan`?"],
    ["completion ksh", "usage", "There is no completion for `ksh`.", "Did you mean `zsh`?"],
    [
      "plan --format html --out x.html",
      "usage",
      "--out saves a plan for apply, and `x.html` looks like a report.",
      "Use --report x.html.",
    ],
    [
      "plan --report x.pdf",
      "usage",
      "--report can't write `x.pdf`.",
      "Give it one of the endings .html, .md, .json.",
    ],
    ["apply --out x", "usage", "apply doesn't take --out.", "It belongs to plan."],
    [
      "apply plan.json --model x",
      "usage",
      "A saved plan is applied as it is: --model can't change it.",
      "Make another plan.",
    ],
  ])("%s is refused", (line, code, message, fix) => {
    const outcome = readOptions(words(line));
    expect(outcome.ok).toBe(false);
    expect(outcome.problems).toMatchObject([
      { code, where: "command line", message, ...(fix === null ? {} : { fix }) },
    ]);
  });

  it("the help names every option that is understood", () => {
    for (const [option] of helpText().matchAll(/--[a-z-]+/g)) {
      const { problems } = readOptions(["apply", option]);
      expect(problems.filter(({ message }) => message.startsWith("Unknown option"))).toEqual([]);
    }
  });
});
