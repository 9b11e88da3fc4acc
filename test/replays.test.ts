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
  readonly page: string;
  /** Lines of the page that no catalog gives, before and after. */
  readonly spoken: RegExp;
};

/** The lines that only one of two texts has, each as often as it has more of it. */
const differing = (one: string, other: string): readonly string[] => {
  const counts = new Map<string, number>();
  for (const line of one.split("\n")) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of other.split("\n")) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts].flatMap(([line, count]) => Array.from({ length: Math.abs(count) }, () => line));
};

/** A copy of the tree as it was before, and the commands in it. */
const open = ({ name, catalog, page }: Replay) => {
  const folder = emptyFolder();
  cpSync(join(replays, name, "before"), folder, { recursive: true });
  cpSync(join("test/replays", name), folder, { recursive: true });
  return {
    run: (...argv: readonly string[]) => commandIn(folder, ...argv, "--prune", "--accept-catalog"),
    renew: () => {
      cpSync(join(replays, name, "after", catalog), join(folder, catalog));
    },
    page: () => readFileSync(join(folder, page), "utf8"),
    want: readFileSync(join(replays, name, "after", page), "utf8"),
  };
};

const all: readonly Replay[] = [
  { name: "tokencost", catalog: "tokencost/model_prices.json", page: "pricing_table.md", spoken: /^$/ },
];

describe.runIf(isThere)(`real commits${isThere ? "" : " (not beside this repository)"}`, () => {
  describe.each(all)("$name", (replay) => {
    test.each([["after adoption"], ["without a lock"]])(
      "%s: what the catalog gives is as people made it",
      async (when) => {
        const { run, renew, page, want } = open(replay);
        if (when === "after adoption") expect((await run("apply")).code).toBe(0);
        renew();
        expect((await run("apply")).code).toBe(0);
        const left = differing(page(), want).filter((line) => !replay.spoken.test(line));
        expect(left).toEqual([]);
        if (replay.spoken.source === "^$") expect(page()).toBe(want);
        expect((await run("plan", "--check")).code).toBe(0);
      },
    );
  });
});
