import { cpSync, existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { commandIn } from "./support/command.ts";
import { emptyFolder } from "./support/hostile/interpreters.ts";

/** Real pages before and after a commit with their catalogs, beside this repository; configs for them are in test/replays. */
const replays = resolve("../shared/data/replays");
const isThere = existsSync(replays);

type Replay = {
  readonly name: string;
  readonly catalog: string;
  readonly pages: readonly string[];
  /** Lines of the pages that no catalog gives, before and after. */
  readonly spoken: RegExp;
  /** How many of those there are at most. */
  readonly most: number;
};

/** The lines that only one of two texts has, each as often as it has more of it. */
const differing = (one: string, other: string): readonly string[] => {
  const counts = new Map<string, number>();
  for (const line of one.split("\n")) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of other.split("\n")) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts].flatMap(([line, count]) => Array.from({ length: Math.abs(count) }, () => line));
};

/** A copy of the tree as it was before, and the commands in it. */
const open = ({ name, catalog, pages }: Replay) => {
  const folder = emptyFolder();
  cpSync(join(replays, name, "before"), folder, { recursive: true });
  cpSync(join("test/replays", name), folder, { recursive: true });
  return {
    run: (...argv: readonly string[]) => commandIn(folder, ...argv, "--prune", "--accept-catalog"),
    renew: () => {
      cpSync(join(replays, name, "after", catalog), join(folder, catalog));
    },
    texts: () => pages.map((page) => readFileSync(join(folder, page), "utf8")),
    before: pages
      .map((page) => join(folder, page))
      .flatMap((path) => (existsSync(path) ? [readFileSync(path, "utf8")] : [])),
    wanted: pages.map((page) => readFileSync(join(replays, name, "after", page), "utf8")),
  };
};

const xinference = "doc/source/models/builtin/llm";

const commits: readonly Replay[] = [
  {
    name: "tokencost",
    catalog: "tokencost/model_prices.json",
    pages: ["pricing_table.md"],
    spoken: /^(?!)/,
    most: 0,
  },
  {
    name: "ruby_llm",
    catalog: "lib/ruby_llm/models.json",
    pages: ["docs/_reference/available-models.md"],
    // The table of contents, the day, and the number of providers.
    spoken: /^$|^\{: \.no_toc|^## Table of contents$|^1\. TOC$|^\{:toc\}$|^---$|^_Updated |^description: /,
    most: 13,
  },
  {
    name: "xinference",
    catalog: "xinference/model/llm/llm_family.json",
    pages: ["index", "deepseek-v4-flash-0731", "glm-5.2", "ornith-1.5-35b-a3b", "qwen3.8"].map(
      (name) => `${xinference}/${name}.rst`,
    ),
    // Two lines of glm-5.2 say which engines run it (four, with both sides): its record names SGLang, which they leave out, and
    // none for GGUF but llama.cpp, where they name vLLM as well. Three are blank: the commit ended the list and the pages of two
    // models, of which nothing changed, with one more.
    spoken: /^- \*\*Engines\*\*|^$/,
    most: 7,
  },
];

describe.runIf(isThere)(`real commits${isThere ? "" : " (not beside this repository)"}`, () => {
  describe.each(commits)("$name", (replay) => {
    test.each([["after adoption"], ["without a lock"]])(
      "%s: what the catalog gives is as people made it",
      async (when) => {
        const { run, renew, texts, before, wanted } = open(replay);
        if (when === "after adoption") expect((await run("apply")).code).toBe(0);
        renew();
        expect((await run("apply")).code).toBe(0);
        const all = texts().flatMap((text, index) => differing(text, wanted[index] ?? ""));
        // Rows of models that left, which no lock tells from people's own, stay as they stood.
        const stays = new Set(when === "after adoption" ? [] : before.flatMap((text) => text.split("\n")));
        const left = all.filter((line) => !line.startsWith("| ") || !stays.has(line));
        expect(left.filter((line) => !replay.spoken.test(line))).toEqual([]);
        expect(left.length).toBeLessThanOrEqual(replay.most);
        expect((await run("plan", "--check")).code).toBe(0);
      },
    );
  });
});
