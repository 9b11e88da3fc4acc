import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/check/types.ts";
import { findingsToGithub, findingsToJson, formatFindings } from "../../../src/report/findings.ts";
import { plain } from "../../../src/report/style.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { command } from "../../support/command.ts";
import { stateOf } from "../../support/tree.ts";
import { decode } from "../../support/workflow-command.ts";
import { block, configs, page, snippets, sound } from "./support.ts";

const catalog = ["Ant", "Bee", "Cat"].map((name) => ({ id: `x/${name.toLowerCase()}`, name }));
const slug = { rules: [{ op: "take", separator: "/", part: -1 }] };
const templates = { "templates/chat/text/python.ejs": "sdk.chat(model=<%= id %>)\n" };

/** A project with a config and these files of the documentation; answers with its folder. */
const project = (docs: Readonly<Record<string, string>>, more = {}): string => {
  const folder = emptyFolder();
  const config = { ...configs.python, slug, templates: "templates", ...more };
  const all = {
    "kluster-onboard.config.json": JSON.stringify(config),
    "catalog.json": JSON.stringify(catalog),
    ...templates,
    ...Object.fromEntries(Object.entries(docs).map(([path, text]) => [`docs/${path}`, text])),
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

const check = (folder: string, ...more: readonly string[]) =>
  command("check", "--config", join(folder, "kluster-onboard.config.json"), ...more);

const wrong = { ...snippets, "p.md": page(block("Bee"), block("Ant"), block("Cat", "cat", "bash")) };
const readSchema: (text: string) => Readonly<Record<string, unknown>> = JSON.parse;
const isValid = new Ajv({ strict: true }).compile(
  readSchema(readFileSync("schemas/check.schema.json", "utf8")),
);

/** What these files aren't: what their templates would make. */
const kept = "Kept as people wrote it although it differs: 3 files (--verbose lists each).\n";

describe("check", () => {
  it("ends with 0 where nothing is wrong, and writes nothing", async () => {
    const folder = project(sound);
    const before = stateOf(folder);
    expect(await check(folder)).toEqual({ code: 0, out: `${kept}No findings.\n`, err: "" });
    expect(await check(folder, "--fix", "--quiet")).toEqual({ code: 0, out: "", err: "" });
    expect(stateOf(folder)).toEqual(before);
  });

  it("ends with 2 and tells place, rule and fix of each finding; writes nothing", async () => {
    const folder = project(wrong);
    const before = stateOf(folder);
    const { code, out, err } = await check(folder);
    expect({ code, err }).toEqual({ code: 2, err: "" });
    expect(out).toBe(
      [
        'p.md:5  error  entry-order  "Bee" is out of order: by name it belongs after "Ant".',
        "    Move it there.",
        'p.md:19  error  fence-language  The code fence of "Cat" says `bash`, and its snippet is python.',
        "    Write `python` after the fence's mark.",
        "",
        kept.trimEnd(),
        "2 errors, 0 warnings in 1 file; 2 can be mended with --fix.",
        "",
      ].join("\n"),
    );
    expect(stateOf(folder)).toEqual(before);
  });

  it("tells of entries that name no model as plan does, with a lock too", async () => {
    const sections = [{ page: "p.md", heading: ["List"], format: "list-item", open: "- {title}" }];
    const docs = { "p.md": "# List\n\n- Ant\n- Bee\n- Cat\n- Dog\n" };
    const folder = project(docs, { snippets: [], sections });
    const config = ["--config", join(folder, "kluster-onboard.config.json")];
    for (const why of ["no lock tells whose it is", "by the lock it is people's"]) {
      const { code, out } = await check(folder);
      expect([code, out]).toEqual([
        0,
        expect.stringContaining(`entry-left  The entry "Dog" names no model of the catalog, and ${why}.`),
      ]);
      expect((await command("plan", ...config)).err).toContain("[entries-unknown]");
      await command("apply", ...config);
    }
  });

  it.each([
    ["a cell", "Bee the busy", 3, 2, "p.md:6  error  hand-edit", ": Bea, Name: Bee the busy → Bea in"],
    ["nothing", "Bee", 0, 0, "No findings", ""],
  ])(
    "tells what a hand edit is in the way of, as plan does: %s",
    async (_, edited, planned, code, ...said) => {
      const columns = [
        { header: "ID", value: "{id}", key: true },
        { header: "Name", value: "{name}", owner: "catalog" },
      ];
      const tables = [{ page: "p.md", heading: ["List"], claim: "all", columns }];
      const docs = { "p.md": "# List\n\n| ID | Name |\n|---|---|\n| x/ant | Ant |\n| x/bee | Bee |\n" };
      const folder = project(docs, { snippets: [], sections: [], tables });
      const run = (...words: readonly string[]) =>
        command(...words, "--config", join(folder, "kluster-onboard.config.json"));
      const nameBee = (name: string) => {
        const records = [catalog[0], { id: "x/bee", name }];
        writeFileSync(join(folder, "catalog.json"), JSON.stringify(records));
      };
      nameBee("Bee");
      await run("apply");
      const page = join(folder, "docs/p.md");
      writeFileSync(page, readFileSync(page, "utf8").replace("| Bee", `| ${edited}`));
      nameBee("Bea");
      await run("apply");
      expect((await run("plan", "--check")).code).toBe(planned);
      const checked = await check(folder);
      expect(checked.code).toBe(code);
      for (const each of said) expect(checked.out).toContain(each);
    },
  );

  it.each([
    [
      "a record without an ID",
      [{ name: "Bee" }],
      "An apply can't take it out while a record of the catalog has no ID",
    ],
    ["nothing", [], "Run `apply --prune`"],
  ])("advises of a row whose model left what an apply can do: beside %s", async (_, beside, advice) => {
    const columns = [{ header: "ID", value: "{id}", key: true }];
    const tables = [{ page: "p.md", heading: ["List"], columns }];
    const docs = { "p.md": "# List\n\n| ID |\n|---|\n| x/ant |\n| x/bee |\n" };
    const folder = project(docs, { snippets: [], sections: [], tables, removal: { policy: "prune" } });
    const others = Array.from({ length: 20 }, (_, nth) => ({ id: `x/${nth}`, name: `Ant ${nth}` }));
    writeFileSync(join(folder, "catalog.json"), JSON.stringify([...others, ...beside]));
    expect((await check(folder)).out).toContain(advice);
  });

  it("mends with --fix, and a second run has nothing to do", async () => {
    const folder = project(wrong);
    expect(await check(folder, "--fix")).toEqual({
      code: 0,
      out: `${kept}2 findings mended. None left.\n`,
      err: "",
    });
    expect(readFileSync(join(folder, "docs/p.md"), "utf8")).toBe(sound["p.md"]);
    const after = stateOf(folder);
    expect((await check(folder, "--fix")).code).toBe(0);
    expect(stateOf(folder)).toEqual(after);
  });

  it("shows warnings and ends with 0; what is off isn't looked for", async () => {
    const rules = { "entry-order": "warning", "fence-language": "off" };
    const { code, out } = await check(project(wrong, { check: { rules } }));
    expect(code).toBe(0);
    expect(out).toContain("p.md:5  warning  entry-order");
    expect(out).toContain("0 errors, 1 warning in 1 file");
    expect(out).not.toContain("fence-language");
  });

  it("refuses a rule that isn't there, and suggests one", async () => {
    const { code, out, err } = await check(project(wrong, { check: { rules: { "entry-ordr": "off" } } }));
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("There is no check rule `entry-ordr`. [config-unknown-check-rule]");
    expect(err).toContain("fix: Did you mean `entry-order`?");
  });

  it("refuses a level that isn't there", async () => {
    const { code, err } = await check(project(wrong, { check: { rules: { "entry-order": "on" } } }));
    expect(code).toBe(1);
    expect(err).toContain("config-wrong-value");
  });

  it.each([
    ["apply", "--format", "github"],
    ["plan", "--fix"],
    ["check", "--model", "x/ant"],
    ["check", "p.md"],
  ])("%s %s %s is no command line", async (...argv) => {
    await expect(command(...argv)).rejects.toThrow("not a command");
  });
});

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: "entry-order",
  severity: "error",
  path: "a/p.md",
  line: 3,
  message: "Wrong.",
  fix: "Right it.",
  ...more,
});

describe("the forms of the answer", () => {
  it("JSON is what the schema says", async () => {
    const folder = project(wrong);
    for (const more of [[], ["--fix"]]) {
      const { out } = await check(folder, "--format", "json", ...more);
      const answer: unknown = JSON.parse(out);
      expect(isValid(answer), JSON.stringify(isValid.errors)).toBe(true);
      const kind = more.length === 0 ? "findings" : "mended";
      expect(answer).toMatchObject({
        [kind]: [
          { rule: "entry-order", path: "p.md", line: 5, fixable: true },
          { rule: "fence-language", path: "p.md", line: 19, fixable: true },
        ],
      });
    }
    expect(isValid({ formatVersion: 1, findings: [{}], mended: [], summary: {} })).toBe(false);
  });

  it("JSON doesn't tell the edits", () => {
    const json = findingsToJson({
      findings: [finding({ mend: [{ start: 0, end: 1, text: "x" }] })],
      mended: [],
    });
    expect(json).not.toContain("start");
    expect(json).toContain('"fixable": true');
  });

  it.each([
    ["percent", "50%25 of %0A", "a%2C.md"],
    ["line ends", "a\r\nb\n::error::c", "a\n::error::b.md"],
    ["separators", "a, b: c", "a,b:c::d.md"],
  ])("a GitHub annotation survives %s", (_, message, path) => {
    const out = findingsToGithub({ findings: [finding({ message, path })], mended: [] }, "docs/");
    expect(out.match(/\n/g)).toHaveLength(1);
    expect(decode(out.trimEnd())).toEqual({
      name: "error",
      file: `docs/${path}`,
      line: "3",
      title: "entry-order",
      data: `${message} Right it.`,
    });
  });

  it("GitHub is given a line for each finding", async () => {
    const { out } = await check(project(wrong), "--format", "github");
    expect(out.split("\n").map((line) => decode(line))).toMatchObject([
      { name: "error", file: "p.md", line: "5", title: "entry-order" },
      { name: "error", file: "p.md", line: "19", title: "fence-language" },
      { name: undefined },
    ]);
  });

  it.each<[rule: Finding["rule"], count: number, shown: number, more: string | undefined]>([
    ["row-orphan", 3, 3, undefined],
    ["row-orphan", 431, 3, "  … and 428 more [row-orphan] (--verbose)"],
    ["entry-left", 4, 3, "  … and 1 more [entry-left] (--verbose)"],
    ["row-order", 63, 3, "  … and 60 more [row-order] (--verbose)"],
    ["hand-edit", 431, 431, undefined],
  ])("text shows of %s, %i times in a page, %i", (rule, count, shown, more) => {
    const findings = Array.from({ length: count }, (_, line) => finding({ rule, line }));
    const linesOf = (verbose: boolean): readonly string[] =>
      formatFindings({ findings, mended: [] }, plain, { quiet: true, verbose }).trimEnd().split("\n");
    expect(linesOf(false).filter((line) => line.includes(`  ${rule}  `))).toHaveLength(shown);
    expect(linesOf(false).find((line) => line.startsWith("  …"))).toBe(more);
    expect(linesOf(true)).toHaveLength(2 * count);
  });

  it("text carries no control characters, and no path begins a command of a CI log", () => {
    const hostile = finding({ path: "::add-mask::x\u001b[31m.md", message: "a\r\n::error::b\u202e" });
    const out = formatFindings({ findings: [hostile], mended: [] }, plain, { quiet: true, verbose: false });
    expect(out.split("\n").filter((line) => line.trimStart().startsWith("::"))).toEqual([]);
    expect(out.replaceAll("\n", "")).toMatch(/^[\u0020-\u007e]*$/);
  });
});
