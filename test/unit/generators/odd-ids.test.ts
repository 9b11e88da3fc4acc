import { existsSync, cpSync, chmodSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { planTable } from "../../../generators/table/index.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { findRegion } from "../../../src/page/region.ts";
import { splice } from "../../../src/page/page.ts";
import { command } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { entry, lines, past, settings, valueOf } from "../given.ts";

/** The table after a plan for models of these IDs. */
const planned = (ids: readonly string[], rows: readonly string[], value = "{id}"): string => {
  const text = lines("| Model |", "|---|", ...rows.map((row) => `| ${row} |`));
  const [table] = settings({
    tables: [{ page: "p.md", columns: [{ header: "Model", value, key: true }] }],
  }).tables;
  if (table === undefined) throw new Error("no table");
  const page = scanPage("p.md", text);
  const region = valueOf(findRegion(page, table, "config.json"));
  const { edits } = valueOf(
    planTable(
      { page, region, settings: table, file: "config.json" },
      { entries: ids.map((id) => entry(id)), past: past() },
    ),
  );
  return splice(text, edits);
};

const rowsOf = (text: string): readonly string[] =>
  text
    .trim()
    .split("\n")
    .slice(2)
    .map((row) => row.replace(/^\| | \|$/g, ""));

describe("a row is a model's whose ID stands in it as people write it", () => {
  test.each<[ids: readonly string[], rows: readonly string[], value?: string]>([
    [["a/*/x"], ["a/*/x"]],
    [
      ["_a_", "__a__", "**a**"],
      ["_a_", "__a__", "**a**"],
    ],
    [["a<b>"], ["a<b>"]],
    [["a/*/x"], ["**a/*/x**"], "**{id}**"],
    [["a*b*c"], ["a&#42;b&#42;c"]],
    [
      ["a", "_a_"],
      ["a", "_a_"],
    ],
    [["a"], ["**a**"]],
  ])("%j in %j", (ids, rows, value) => {
    expect(rowsOf(planned(ids, rows, value))).toEqual(rows);
  });

  test("but an emphasised ID is that of the model without the signs, where that has no row of its own", () => {
    expect(rowsOf(planned(["a", "_a_"], ["_a_"]))).toEqual(["&#95;a&#95;", "_a_"]);
  });

  test("a new one is escaped", () => {
    expect(rowsOf(planned(["_a_"], ["b"]))).toContain("&#95;a&#95;");
  });
});

const site = resolve("../shared/cases/site/odd-ids");

test.runIf(existsSync(site))("odd IDs of a whole page: nothing changes, and none stands twice", async () => {
  const folder = emptyFolder();
  for (const name of readdirSync(site)) {
    cpSync(join(site, name), join(folder, name));
    chmodSync(join(folder, name), 0o644);
  }
  const config = join(folder, "kluster-onboard.config.json");
  const before = readFileSync(join(folder, "p.md"), "utf8");
  expect((await command("apply", "--config", config)).code).toBe(0);
  expect(readFileSync(join(folder, "p.md"), "utf8")).toBe(before);
  const { code, err } = await command("plan", "--config", config, "--check");
  expect(code).toBe(0);
  expect(err).toContain("finds what an apply leaves as it is: 32 row-order.");
});

test.runIf(!existsSync(site))("NOT RUN, ../shared is missing: odd IDs of a whole page", () => undefined);
