import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { serve } from "./unit/io/source/servers.ts";
import { commandIn } from "./support/command.ts";
import { emptyFolder } from "./support/hostile/interpreters.ts";

const cases = resolve("../shared/cases/site");

const allow = (path: string): void => {
  chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) allow(join(path, name));
};

/** A copy of a case that may be written to. */
const copyOf = (name: string): string => {
  const folder = join(emptyFolder(), name);
  cpSync(join(cases, name), folder, { recursive: true });
  allow(folder);
  return folder;
};

const configName = "kluster-onboard.config.json";

/** Rewrites the config of a copy. */
const change = (folder: string, rewrite: (config: string) => string): void => {
  const path = join(folder, configName);
  writeFileSync(path, rewrite(readFileSync(path, "utf8")));
};

/** The rows of the one table of a copy's page after an apply, and how that went. */
const applied = async (folder: string, page = "docs/p.md") => {
  const { code, err } = await commandIn(folder, "apply");
  const rows = readFileSync(join(folder, page), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|"));
  return { code, err, rows: rows.slice(2) };
};

describe.skipIf(!existsSync(cases))("catalogs as they really arrive", () => {
  test("config-json-bom: the mark is skipped, comments and last commas too", async () => {
    const folder = copyOf("config-json-bom");
    change(
      folder,
      (text) => `${text.replace('"list"', '/* where */ "list"').replace(/\}\s*$/, ",}")} // the end`,
    );
    expect((await applied(folder)).rows).toEqual([
      "| Alpha 1 | `acme/alpha-1` |",
      "| Beta 2 | `acme/beta-2` |",
    ]);
    change(folder, (text) => text.replace('"list":', '"list"'));
    const { code, err } = await commandIn(folder, "plan");
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(
        /This is not JSON: .* can't stand here\. .*\n {2}at: {2}kluster-onboard\.config\.json:1:\d+\n/,
      ),
    ]);
  });

  test("date-year-month: a month is a date of month precision", async () => {
    expect((await applied(copyOf("date-year-month"))).rows).toEqual([
      "| Alpha 1 | April 2024 |",
      "| Beta | January 2025 |",
    ]);
  });

  test("field-path-nowhere: nothing is emptied, and the nearest name is told", async () => {
    const folder = copyOf("field-path-nowhere");
    const { code, err, rows } = await applied(folder);
    expect(code).toBe(1);
    expect(err).toContain(
      "error: No record has `ctxx`, and the column `Ctx` in p.md would lose what it says.",
    );
    expect(err).toContain("Did you mean `ctx`?");
    expect(rows).toEqual(["| A | a | 8 |", "| B | b | 9 |"]);
  });

  test("field-path-nowhere: nor is a cell filled with the default, nor a title emptied", async () => {
    const folder = copyOf("field-path-nowhere");
    change(folder, (text) => text.replace('"path":"ctxx"', '"path":"elsewhere","default":"-"'));
    expect((await applied(folder)).rows).toEqual(["| A | a | 8 |", "| B | b | 9 |"]);
  });

  test("field-path-nowhere: nor after a run with the right path, whatever a doubtful catalog holds back", async () => {
    const folder = copyOf("field-path-nowhere");
    const records = ["a", "b", "c", "d"].map((id, index) => ({ id, name: id.toUpperCase(), ctx: index }));
    writeFileSync(join(folder, "c.json"), JSON.stringify(records));
    change(folder, (text) => text.replace("ctxx", "ctx"));
    const before = await applied(folder);
    expect([before.code, before.rows.length]).toEqual([0, 4]);
    change(folder, (text) => text.replace('"path":"ctx"', '"path":"ctxx"'));
    const { code, err, rows } = await applied(folder);
    expect([code, rows]).toEqual([1, before.rows]);
    expect(err).toContain("the column `Ctx` in p.md would lose what it says");
  });

  test.each([
    ["nam", true],
    ["label", false],
  ])(
    "field-path-nowhere: a first path %s, of which another has the values, is told: %s",
    async (path, told) => {
      const folder = copyOf("field-path-nowhere");
      change(folder, (text) =>
        text.replace("ctxx", "ctx").replace('{"path":"name"}', `{"path":"${path}","else":{"path":"id"}}`),
      );
      const { code, err } = await applied(folder);
      expect([code, err.includes("No record has `nam`.")]).toEqual([0, told]);
    },
  );

  test("litellm-sample-spec: what is excluded isn't judged", async () => {
    expect(await applied(copyOf("litellm-sample-spec"))).toEqual({
      code: 0,
      err: "",
      rows: ["| `azure/gpt-x` | 8k | $2.00 |", "| `gpt-x` | 4k | $0.15 |"],
    });
  });

  test("nested-provider-map: all models of all providers, told apart by both", async () => {
    const folder = copyOf("nested-provider-map");
    const plain = await commandIn(folder, "plan");
    expect(plain.err).toContain('The ID "alpha-1" occurs 2 times.');
    expect(plain.err).toContain("declare in `catalog.key`");
    change(folder, (text) =>
      text
        .replace('"*.models",', '"[*].models", "key": ["provider", "id"],')
        .replace("`{id}`", "`{provider}/{id}`"),
    );
    expect((await applied(folder)).rows).toEqual([
      "| Alpha 1 | `acme/alpha-1` |",
      "| Alpha 1 | `zed/alpha-1` |",
      "| Beta | `acme/beta` |",
    ]);
    expect((await commandIn(folder, "plan", "--check")).code).toBe(0);
  });

  test("slug-clash-unused: no slug, no clash", async () => {
    const { code, err } = await commandIn(copyOf("slug-clash-unused"), "plan", "--check");
    expect([code, err]).toEqual([0, ""]);
  });

  test("pagination-url: all seven models", async () => {
    const models = Array.from({ length: 7 }, (_, index) => ({
      id: `acme/m-${index + 1}`,
      name: `M ${index + 1}`,
    }));
    const { url } = await serve((request, response) => {
      const after = new URL(request.url ?? "", "http://127.0.0.1").searchParams.get("after_id");
      const from = after === null ? 0 : models.findIndex(({ id }) => id === after) + 1;
      const data = models.slice(from, from + 3);
      response.end(JSON.stringify({ data, has_more: from + 3 < 7, last_id: data.at(-1)?.id }));
    });
    const folder = copyOf("pagination-url");
    change(folder, (text) => text.replace("http://127.0.0.1:8391", url));
    expect((await applied(folder)).rows).toHaveLength(7);
  });

  test("a file of one page with prune deletes nothing", async () => {
    const folder = copyOf("pagination-url");
    change(folder, (text) => text.replace(/"url": "[^"]*",\s*"retries": 2/, '"file": "catalog.json"'));
    expect((await applied(folder)).rows).toHaveLength(2);
    const page = { data: [{ id: "acme/alpha-1", name: "Alpha 1" }], has_more: true };
    writeFileSync(join(folder, "catalog.json"), JSON.stringify(page));
    const { code, err } = await commandIn(folder, "apply", "--prune", "--accept-catalog");
    expect([code, err]).toEqual([1, expect.stringContaining("`has_more` is true")]);
    expect((await commandIn(folder, "plan")).code).toBe(1);
  });

  test("two configs side by side are named", async () => {
    const folder = copyOf("slug-clash-unused");
    writeFileSync(join(folder, "kluster-onboard.config.yaml"), "root: .\n");
    const { code, err } = await commandIn(folder, "plan");
    expect([code, err]).toEqual([
      0,
      expect.stringContaining("`kluster-onboard.config.yaml`, which nothing reads"),
    ]);
  });
});

test.runIf(!existsSync(cases))(
  "NOT RUN, ../shared is missing: catalogs as they really arrive",
  () => undefined,
);
