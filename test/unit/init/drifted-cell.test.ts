import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const site = resolve("../shared/cases/site/init-drifted-cell");

test.runIf(existsSync(site))(
  "init-drifted-cell: a column lives on with one cell that drifted and one that is empty; both are pinned",
  async () => {
    const folder = emptyFolder();
    cpSync(site, folder, { recursive: true });
    const page = (): string => readFileSync(join(folder, "p.md"), "utf8");
    const rows = (): readonly string[] =>
      page()
        .split("\n")
        .filter((line) => line.startsWith("| `"));
    const before = rows();
    const init = await commandIn(folder, "init", "--catalog", "c.json", "--yes");
    expect([init.code, rows()]).toEqual([0, before]);
    expect((await commandIn(folder, "plan", "--check")).out).toContain(
      "Kept as people wrote it although it differs: 2 pinned cells",
    );
    expect((await commandIn(folder, "check")).code).toBe(0);
    // A new model, a changed price, and what the catalog says of a pinned cell changes.
    const records = [
      { id: "a-1", usd: 1.125 },
      { id: "b-2", usd: 98 },
      { id: "c-3", usd: 0.875 },
      { id: "d-4", usd: 6 },
      { id: "e-5", usd: 0.1 },
      { id: "z-9", usd: 2.5 },
    ];
    writeFileSync(join(folder, "c.json"), JSON.stringify(records));
    expect((await commandIn(folder, "apply", "--yes")).code).toBe(0);
    expect(rows()).toEqual([
      "| `a-1` | $1.13 |",
      "| `b-2` | $98.00 |",
      "| `c-3` | $0.88 |",
      "| `d-4` | $6.00 |",
      "| `e-5` | $0.10 |",
      "| `z-9` | |",
    ]);
  },
);

test.runIf(!existsSync(site))("NOT RUN, ../shared is missing: init-drifted-cell", () => undefined);
