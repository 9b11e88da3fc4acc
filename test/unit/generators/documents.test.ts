/** The change as text: lists of all models, and entries that tell what changed, through plan, apply and what comes after. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { command } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { parsePlan } from "../../support/plan.ts";

type Model = { readonly id: string; readonly name?: string; readonly price?: number };

const ant = { id: "acme/ant", name: "Ant", price: 1 };
const bee = { id: "acme/bee", name: "Bee | <b>", price: 2 };
const cat = { id: "acme/cat", name: "Cat", price: 3 };
const many = [4, 5, 6].map((price) => ({ id: `acme/m${price}`, name: `M${price}`, price }));

const documents = [
  { path: "models.json", template: "documents/models.json.ejs" },
  { path: "llms.txt", template: "documents/llms.txt.ejs" },
  { path: "changelog.md", template: "documents/changelog.md.ejs", of: "changes", at: "# Changelog" },
  { path: "feed.xml", template: "documents/changes.xml.ejs", of: "changes", at: "<!-- models -->" },
  { path: "changes.yml", template: "documents/changes.yml.ejs", of: "changes", at: "changes:" },
  { path: "left.md", template: "documents/deprecations.md.ejs", of: "changes", at: "|---|---|---|" },
  { path: "news/{date}-{digest}.md", template: "news.md.ejs", of: "changes" },
];
const written = {
  "changelog.md": "# Changelog\n\n## Earlier\n\nBy hand.\n",
  "feed.xml": "<rss><channel>\n<!-- models -->\n</channel></rss>\n",
  "changes.yml": "changes:\n",
  "left.md": "| Model | ID | Left |\r\n|---|---|---|\r\n| Old | `old` | 2025-01-01 |\r\n",
};

describe("documents", () => {
  let folder = "";
  const kg = (name: "plan" | "apply" | "forget", ...options: readonly string[]) =>
    command(name, "--config", join(folder, "kluster-onboard.config.json"), ...options);
  const read = (path: string): string => readFileSync(join(folder, "docs", path), "utf8");
  const write = (path: string, text: string): void => writeFileSync(join(folder, "docs", path), text);
  const configure = (declared: readonly object[], more: object = {}): void =>
    writeFileSync(
      join(folder, "kluster-onboard.config.json"),
      JSON.stringify({
        root: "docs",
        templates: "templates",
        date: "2026-11-28",
        catalog: {
          sources: [{ file: "catalog.json" }],
          fields: { id: { path: "id" }, name: { path: "name" }, price: { path: "price" } },
        },
        removal: { maxShare: 0.5 },
        documents: declared,
        ...more,
      }),
    );
  const catalog = (...models: readonly Model[]): void =>
    writeFileSync(join(folder, "catalog.json"), JSON.stringify([...models, ...many]));
  const changesOf = async (...options: readonly string[]) =>
    parsePlan((await kg("plan", "--format", "json", ...options)).out)
      .changes.filter(({ action }) => action !== "keep")
      .map(({ action, path, kind, models }) => ({ action, path, kind, models }));

  beforeEach(() => {
    folder = emptyFolder();
    for (const name of ["docs", "templates"]) mkdirSync(join(folder, name));
    writeFileSync(
      join(folder, "templates/news.md.ejs"),
      "---\ndate: <%= yaml(it.date) %>\ntitle: <%= yaml(`${it.changes.added.length} new`) %>\n---\n",
    );
    for (const [path, text] of Object.entries(written)) write(path, text);
    configure(documents);
    catalog(ant, bee);
  });

  test("whole ones are made of all models; before the first apply nothing is known, and so told", async () => {
    expect((await kg("apply")).code).toBe(0);
    expect(JSON.parse(read("models.json"))).toMatchObject(
      [ant, bee, ...many].map(({ id, name }) => ({ id, name })),
    );
    expect(read("llms.txt").split("\n").slice(0, 4)).toEqual([
      "# Models",
      "",
      "- Ant: `acme/ant`",
      "- Bee &#124; &lt;b&gt;: `acme/bee`",
    ]);
    for (const [path, text] of Object.entries(written)) expect(read(path)).toBe(text);
    expect(await changesOf()).toEqual([]);
  });

  test("an entry is written once with the change, escaped for where it stands, and isn't touched after", async () => {
    await kg("apply");
    catalog({ ...ant, price: 1.5 }, { ...cat, name: "C <b> & co" });
    const models = ["acme/ant", "acme/bee", "acme/cat"];
    const document = (action: string, path: string) => ({ action, path, kind: "document", models });
    const planned = await changesOf();
    const [news = ""] = planned.map(({ path }) => path).filter((path) => path.startsWith("news/"));
    expect(news).toMatch(/^news\/2026-11-28-[0-9a-f]{8}\.md$/);
    expect(planned).toEqual([
      ...["changelog.md", "changes.yml", "feed.xml", "left.md", "llms.txt", "models.json"].map((path) =>
        document("update", path),
      ),
      document("create", news),
    ]);
    const saved = join(folder, "plan.json");
    expect((await kg("plan", "--out", saved)).code).toBe(0);
    expect((await kg("apply", saved)).code).toBe(0);
    expect(read("changelog.md")).toBe(
      "# Changelog\n\n## 2026-11-28\n\n- New: C &lt;b&gt; & co (`acme/cat`)\n- Changed: Ant: price 1 → 1.5\n- Gone: Bee &#124; &lt;b&gt; (`acme/bee`)\n\n## Earlier\n\nBy hand.\n",
    );
    expect(read("feed.xml")).toContain(
      "<description>New: C &lt;b&gt; &amp; co; Ant: price 1.5; Gone: Bee | &lt;b&gt;<",
    );
    expect(parse(read("changes.yml"))).toEqual({
      changes: [
        {
          date: "2026-11-28",
          added: ["acme/cat"],
          changed: [{ id: "acme/ant", changes: [{ field: "price", from: 1, to: 1.5 }] }],
          gone: ["acme/bee"],
        },
      ],
    });
    expect(read("left.md")).toBe(
      "| Model | ID | Left |\r\n|---|---|---|\r\n| Bee &#124; &lt;b&gt; | `acme/bee` | 2026-11-28 |\r\n| Old | `old` | 2025-01-01 |\r\n",
    );
    expect(parse(read(news).replaceAll("---", ""))).toEqual({ date: "2026-11-28", title: "1 new" });
    expect(await changesOf()).toEqual([]);
    // What people make of an entry is theirs.
    write("changelog.md", read("changelog.md").replace("New:", "Welcome,"));
    expect(await changesOf()).toEqual([]);
  });

  test.each<[what: string, options: readonly string[]]>([
    ["a part", ["--only", "tables"]],
    ["a model", ["--model", "acme/cat"]],
  ])("what a run for %s brings is told by the next whole one", async (_, options) => {
    await kg("apply");
    catalog(ant, bee, cat);
    await kg("apply", ...options);
    expect(read("changelog.md")).not.toContain("Cat");
    await kg("apply");
    expect(read("changelog.md")).toContain("- New: Cat");
  });

  test("a doubtful catalog is told nothing of, and what a guard holds isn't either", async () => {
    await kg("apply");
    writeFileSync(join(folder, "catalog.json"), JSON.stringify([cat]));
    expect((await changesOf()).map(({ path }) => path)).toEqual([]);
    await kg("apply");
    catalog({ ...ant, price: 100 }, bee, cat);
    const held = await kg("apply");
    expect(held.code).toBe(3);
    expect(read("changelog.md")).toContain("- New: Cat");
    expect(read("changelog.md")).not.toContain("Ant");
    expect(JSON.parse(read("models.json"))).toMatchObject([{ fields: { price: 1 } }, {}, {}, {}, {}, {}]);
    await kg("apply", "--accept", "factor:acme/ant", "--accept", "outlier:acme/ant");
    expect(read("changelog.md")).toContain("Ant: price 1 → 100");
  });

  test("a hand edit stays, is merged where it can be, and blocks where it can't", async () => {
    await kg("apply");
    write("llms.txt", read("llms.txt").replace("# Models", "# All models"));
    expect(await changesOf()).toEqual([]);
    expect((await kg("plan")).out).toContain("although it differs: 1 file (");
    catalog(ant, bee, cat);
    expect((await kg("apply")).code).toBe(0);
    expect(read("llms.txt")).toMatch(/^# All models\n[^]*Cat/);
    write("llms.txt", read("llms.txt").replace("- Cat:", "- The cat:"));
    catalog(ant, bee, { ...cat, name: "Kitten" });
    expect((await kg("apply")).code).toBe(3);
    expect(read("llms.txt")).toContain("The cat");
    expect((await kg("apply", "--replace")).code).toBe(0);
    expect(read("llms.txt")).toContain("Kitten");
  });

  test.each([
    ["waits alone", {}, 3, true],
    ["stops all where it tells what changed, which would be told never", { of: "changes" }, 1, false],
  ])("what can't be filled in %s", async (_, more, code, isMade) => {
    writeFileSync(join(folder, "templates/words.md.ejs"), "# <%= it.models[1].name.missing.name %>\n");
    configure([documents[0]!, { path: "words.md", template: "words.md.ejs" }]);
    await kg("apply");
    configure([documents[1]!, { path: "words.md", template: "words.md.ejs", ...more }]);
    catalog(ant, bee, cat);
    expect((await kg("apply")).code).toBe(code);
    expect(existsSync(join(folder, "docs/llms.txt"))).toBe(isMade);
  });

  test("a file that was there before is people's until it is claimed; a protected one stays theirs", async () => {
    write("llms.txt", "Mine.\n");
    expect(await changesOf()).toContainEqual({
      action: "blocked",
      path: "llms.txt",
      kind: "document",
      models: [],
    });
    expect((await kg("apply", "--claim", "all")).code).toBe(0);
    expect(read("llms.txt")).toContain("Ant");
    configure(documents, { protect: ["llms.txt"] });
    write("llms.txt", "Mine.\n");
    expect(await changesOf("--replace")).toEqual([]);
  });

  test.each<[what: string, given: readonly string[]]>([
    ["by the config", []],
    ["by a run, once the lock has it as the tool's", ["--claim", "none"]],
  ])(
    "with `claim: none` a file that was there is people's, also where it is as made: %s",
    async (_, given) => {
      const [models] = documents;
      const claim = given.length === 0 ? { claim: "none" } : {};
      configure([models!]);
      await kg("apply");
      const text = read("models.json");
      if (given.length === 0) rmSync(join(folder, "docs/.kluster-gen"), { recursive: true });
      configure([models!], claim);
      const { code, err } = await kg("apply", ...given);
      expect([code, err.includes("[given-back]")]).toEqual([0, given.length > 0]);
      catalog(ant);
      if (given.length === 0) expect(await kg("apply", "--accept-catalog")).toMatchObject({ code: 0 });
      configure([], claim);
      await kg("apply", "--prune", "--accept-catalog");
      expect(read("models.json")).toBe(text);
      // Taken back, it follows again.
      configure([models!]);
      catalog(ant, bee);
      await kg("apply", "--claim", "as-made");
      catalog(ant, bee, cat);
      await kg("apply");
      expect(read("models.json")).toContain("acme/cat");
    },
  );

  test("a document that the config drops goes with --prune, unless people edited it", async () => {
    await kg("apply");
    write("llms.txt", "Mine.\n");
    configure([]);
    expect(await changesOf()).toEqual([]);
    expect((await kg("apply", "--prune")).code).toBe(0);
    expect(readdirSync(join(folder, "docs"))).toContain("llms.txt");
    expect(readdirSync(join(folder, "docs"))).not.toContain("models.json");
    expect(await changesOf("--prune")).toEqual([]);
  });

  test.each<[what: string, from: string | undefined]>([
    ["isn't there", undefined],
    ["lacks the line", "# News\n"],
    ["has the line twice", "# Changelog\n\n# Changelog\n"],
  ])("an entry's file that %s is an error, and nothing is taken over", async (_, text) => {
    await kg("apply");
    if (text === undefined) rmSync(join(folder, "docs/changelog.md"));
    else write("changelog.md", text);
    catalog(ant, bee, cat);
    const planned = await kg("apply");
    expect([planned.code, planned.err]).toEqual([1, expect.stringContaining("document-no-place")]);
    write("changelog.md", written["changelog.md"]);
    await kg("apply");
    expect(read("changelog.md")).toContain("- New: Cat");
  });

  test.each<[what: string, document: object, code: string]>([
    ["a place outside of the root", { path: "../x.md", template: "news.md.ejs" }, "path-"],
    [
      "entries without a place",
      { path: "x.md", template: "news.md.ejs", of: "changes" },
      "config-document-at",
    ],
    ["a whole file with one", { path: "x.md", template: "news.md.ejs", at: "#" }, "config-document-at"],
    ["no such template", { path: "x.md", template: "nws.md.ejs" }, "config-no-template"],
    ["no such field", { path: "x.md", template: "news.md.ejs", fields: ["prize"] }, "config-unknown-field"],
    [
      "an ending that nothing is escaped for",
      { path: "x.doc", template: "news.md.ejs" },
      "config-unknown-language",
    ],
  ])("the config is refused for %s", async (_, document, code) => {
    configure([document]);
    expect((await kg("plan")).err).toContain(code);
  });

  test("only the fields that a document shows count", async () => {
    configure([{ ...documents[2], fields: [] }]);
    await kg("apply");
    catalog({ ...ant, price: 1.5 }, bee);
    expect(await changesOf()).toEqual([]);
  });
});
