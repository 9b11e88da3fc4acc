import { linkerOf } from "../../../generators/placing/links.ts";
import { parts } from "../../../src/model/plan.ts";
import { readJsonc } from "../../../src/text/data/json.ts";
import { readJsModule } from "../../../src/text/data/js-module.ts";
import { describe, expect, it } from "vitest";
import type { PageContext } from "../../../generators/output.ts";
import { planPages } from "../../../src/pipeline/pages/pages.ts";
import { appearanceFinder } from "../../../src/pipeline/pages/appearances.ts";
import { planSnippets } from "../../../generators/snippet/index.ts";
import type { Config } from "../../../src/config/config.gen.ts";
import { digest } from "../../../src/text/digest.ts";
import { packerFor } from "../../../src/lock/next.ts";
import { emptyLock } from "../../../src/model/lock.ts";
import { needsText, type Status, statusOf } from "../../../generators/snippet/status.ts";
import type { LocatedJob } from "../../../src/catalog/entries.ts";
import { locateJobs } from "../../../generators/snippet/locate.ts";
import { error, fail, ok, type Outcome } from "../../../src/model/problem.ts";
import { entry, lines, past, settings, tree } from "../given.ts";

const ant = entry("x/ant", { name: "Ant" });
const bee = entry("x/bee", { name: "Bee" });

const section = {
  page: "guide.md",
  heading: ["Python"],
  kind: "chat",
  language: "python",
  format: "mkdocs-details",
};
const table = {
  page: "guide.md",
  columns: [
    { header: "Model", value: "{name}" },
    { header: "ID", value: "{id}", key: true },
  ],
};
const base: Partial<Config> = {
  snippets: [{ kind: "chat", language: "python", path: "inc/code/{slug}.py" }],
  includes: { base: "inc" },
  sections: [section],
  tables: [table],
};

const request = (config: Partial<Config>, files: Readonly<Record<string, string>>): PageContext => {
  const given = settings(config);
  const snapshot = tree(files);
  const entries = [ant, bee];
  const jobs = locateJobs(given, { entries, excluded: [] }, snapshot, emptyLock);
  return {
    settings: given,
    entries,
    jobs,
    linker: linkerOf(given, jobs, [], emptyLock),
    snapshot,
    others: new Map(),
    renamings: [],
    past: past(),
    only: new Set(parts),
    readers: { json: readJsonc, js: readJsModule, yaml: undefined, toml: undefined },
    file: "c",
  };
};

const guide = lines(
  "# Guide",
  "",
  "| Model | ID |",
  "|---|---|",
  "| Ant | x/ant |",
  "",
  "# Python",
  "",
  '??? example "Ant"',
  "",
  "    ```python",
  "    --8<-- 'code/ant.py'",
  "    ```",
);

describe("a page", () => {
  it("is one change, however many of its places change", () => {
    const { changes, problems } = planPages(request(base, { "guide.md": guide }));
    const content =
      guide.replace("| x/ant |\n", "| x/ant |\n| Bee | x/bee |\n").trimEnd() +
      "\n\n??? example \"Bee\"\n\n    ```python\n    --8<-- 'code/bee.py'\n    ```\n";
    expect(problems).toEqual([]);
    expect(changes).toEqual([
      {
        action: "update",
        path: "guide.md",
        kind: "section",
        models: ["x/bee"],
        cause: "catalog",
        reason: "1 entry added, 1 row added.",
        notes: [
          { cause: "catalog", models: ["x/bee"], what: "entry", action: "add", text: "Bee in Python" },
          { cause: "catalog", models: ["x/bee"], what: "row", action: "add", text: "Bee in the page" },
        ],
        before: digest(guide),
        after: digest(content),
        content,
      },
    ]);
  });

  it("that lacks nothing is kept", () => {
    const { changes } = planPages({ ...request(base, { "guide.md": guide }), entries: [ant], jobs: [] });
    expect(changes).toMatchObject([{ action: "keep", path: "guide.md", reason: "Nothing is missing." }]);
  });

  it("may be limited to its sections or its tables", () => {
    const made = request(base, { "guide.md": guide });
    expect(planPages({ ...made, only: new Set(["sections"]) }).changes[0]?.reason).toBe("1 entry added.");
    expect(planPages({ ...made, only: new Set(["tables"]) }).changes[0]).toMatchObject({
      kind: "table",
      reason: "1 row added.",
    });
  });

  it.each<
    readonly [what: string, config: Partial<Config>, files: Record<string, string>, codes: readonly string[]]
  >([
    [
      "that isn't there is a problem of each of its places",
      base,
      {},
      ["page-not-found c: sections[0]", "page-not-found c: tables[0]"],
    ],
    [
      "without its places is a problem of each",
      base,
      { "guide.md": "# Other\n" },
      ["section-not-found c: sections[0]", "table-not-found c: tables[0]"],
    ],
    [
      "that may be missing isn't",
      { ...base, sections: [{ ...section, optional: true }], tables: [] },
      {},
      [],
    ],
    [
      "whose place may be missing isn't",
      { ...base, sections: [{ ...section, optional: true }], tables: [] },
      { "guide.md": "# Other\n" },
      [],
    ],
    [
      "whose cell two tables of the config would change is refused",
      {
        ...base,
        sections: [],
        tables: [table, { ...table, columns: [{ header: "Model", value: "{id}" }, table.columns[1]!] }],
      },
      { "guide.md": lines("|Model|ID|", "|-|-|", "|Fly|x/ant|", "|Bug|x/bee|") },
      ["page-overlap c: tables[0], tables[1]"],
    ],
    [
      "that gets its rows from two tables of the config is refused",
      { ...base, sections: [], tables: [table, table] },
      { "guide.md": lines("|Model|ID|", "|-|-|") },
      ["page-overlap c: tables[0], tables[1]"],
    ],
    [
      "that gets its entries from two sections of the config is refused",
      { ...base, sections: [section, section], tables: [] },
      { "guide.md": "# Python\n" },
      ["page-overlap c: sections[0], sections[1]"],
    ],
    [
      "where an entry would become code is refused",
      { ...base, tables: [] },
      { "guide.md": "# Python\n\n```python\nx\n" },
      ["page-unsettled c: sections[0]"],
    ],
    [
      "where an entry would become a comment is refused",
      { ...base, tables: [] },
      { "guide.md": "# Python\n\n<!-- x\n" },
      ["page-unsettled c: sections[0]"],
    ],
  ])("%s", (_, config, files, codes) => {
    expect(planPages(request(config, files)).problems.map(({ code, where }) => `${code} ${where}`)).toEqual(
      codes,
    );
  });
});

it("a page of counters alone that isn't there holds back these alone", () => {
  const counters = [{ name: "n", page: "gone.md", pattern: "(\\d+) models" }];
  const { changes, problems } = planPages(request({ ...base, counters }, { "guide.md": guide }));
  expect(changes.map(({ path, action }) => `${action} ${path}`)).toEqual([
    "update guide.md",
    "blocked gone.md",
  ]);
  expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["warning page-not-found"]);
});

it("a model's places are found, with their lines", () => {
  const made = request(base, { "guide.md": guide });
  const found = (model: typeof ant) =>
    appearanceFinder({ ...made, lock: emptyLock })(model).map(
      ({ kind, place, line }) => `${kind} ${place} ${line}`,
    );
  expect(found(ant)).toEqual(["section Python 9", "table the page 5"]);
  expect(found(bee)).toEqual(["section Python null", "table the page null"]);
});

describe("snippets", () => {
  const files = { "inc/code/ant.py": '"x/ant"' };
  const statusesOf = ({ jobs, snapshot }: PageContext, replace: boolean): readonly Status[] => {
    const fingerprint = () => ({ made: digest("fields"), template: digest("template") });
    const isProtected = () => false;
    return jobs.map((job) => statusOf(job, { lock: emptyLock, snapshot, fingerprint, replace, isProtected }));
  };
  const tools = (snapshot: PageContext["snapshot"], render: (job: LocatedJob) => Outcome<string>) => ({
    snapshot,
    lock: emptyLock,
    render,
    merge: () => undefined,
    unpack: () => undefined,
    packer: packerFor(emptyLock),
    adopt: false,
    claim: () => "as-made" as const,
    reclaims: false,
    isProtected: () => false,
  });
  const plan = (
    given: Readonly<Record<string, string>>,
    more: { readonly replace?: boolean; readonly config?: Partial<Config> } = {},
  ) => {
    const made = request(more.config ?? base, given);
    const render = ({ entry: { id } }: LocatedJob) => ok(`new ${id}`);
    return planSnippets(statusesOf(made, more.replace ?? false), tools(made.snapshot, render));
  };
  const told = ({ changes }: ReturnType<typeof plan>): readonly string[] =>
    changes.map(({ action, path, cause, reason }) => `${action} ${path} (${cause}): ${reason}`);

  it("are made where they are missing, and otherwise kept", () => {
    expect(told(plan(files))).toEqual([
      "keep inc/code/ant.py (catalog): The chat/python snippet is there.",
      "create inc/code/bee.py (catalog): No chat/python snippet names the model yet.",
    ]);
    expect(plan(files).changes[1]).toMatchObject({
      before: null,
      after: digest("new x/bee"),
      content: "new x/bee",
    });
  });

  it("are made anew when that is asked for, unless they are as new", () => {
    expect(told(plan(files, { replace: true }))[0]).toBe(
      "update inc/code/ant.py (drift): It is replaced, as asked.",
    );
    expect(told(plan({ "inc/code/ant.py": "new x/ant" }, { replace: true }))[0]).toMatch(
      /^keep inc\/code\/ant.py/,
    );
  });

  it("are blocked by another model's file, and by one that people protect", () => {
    expect(told(plan({ "inc/code/ant.py": '"x/bee"' }))[0]).toBe(
      "blocked inc/code/ant.py (catalog): The file is about x/bee: give x/ant another slug.",
    );
    const config = { ...base, protect: ["**/ant.py"] };
    const blocked =
      "blocked inc/code/ant.py (catalog): The file belongs to people by `protect`: give x/ant another slug.";
    expect(
      [plan(files, { config }), plan(files, { config, replace: true }), plan({}, { config })].map(
        (each) => told(each)[0],
      ),
    ).toEqual([blocked, blocked, blocked]);
  });

  it("that can't be rendered are problems, and no changes", () => {
    const made = request(base, files);
    const problem = error("template-failed", "t.ejs:1", "It failed.", "Mend it.");
    const [, missing] = statusesOf(made, true);
    const { changes, problems, records } = planSnippets(
      [missing!],
      tools(made.snapshot, () => fail(problem)),
    );
    expect([changes, problems, records]).toEqual([[], [problem], []]);
    expect([false, true].map((replace) => statusesOf(made, replace).map(needsText))).toEqual([
      [false, true],
      [true, true],
    ]);
  });
});
