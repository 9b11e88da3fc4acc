import { outputs } from "../../../generators/index.ts";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assemblePlan } from "../../../src/pipeline/assemble.ts";
import { warning } from "../../../src/model/problem.ts";
import { planToHtml } from "../../../src/report/html/page.ts";
import { planToMarkdown } from "../../../src/report/markdown.ts";
import type { Review } from "../../../src/report/review.ts";
import type { Change } from "../../../src/model/plan.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const inputs = { config: null, catalog: null, templates: null, lock: null };
const change = (more: Partial<Change>): Change => ({
  action: "create",
  path: "a.py",
  kind: "snippet",
  models: ["x/a"],
  cause: "catalog",
  reason: "It is new.",
  before: null,
  after: null,
  ...more,
});
const entry = (id: string, name: string): Entry => ({
  id,
  name,
  slug: "s",
  position: 0,
  fields: new Map(),
  capabilities: ["text"],
  templates: "text",
});
const review = (changes: readonly Change[], more: Partial<Review> = {}): Review => ({
  plan: assemblePlan(changes, [], inputs),
  kinds: outputs,
  files: new Map(),
  entries: [entry("x/a", "Ant 1B"), entry("x/b", "Bee 2B")],
  ...more,
});

const evil =
  "@octocat #123 GH-7 a/b#1 </summary></details><img src=x onerror=alert(1)> ![t](//t.example/p.gif) ``` ` www.t.example https://t.example 0123456789abcdef";
const hostile = review(
  [
    change({
      path: "e.py",
      models: [evil],
      reason: evil,
      content: `print()\n\`\`\`\`\n</details>\n<script>x\n${evil}\n`,
    }),
    change({ path: "f.py", action: "blocked", models: [evil], reason: evil }),
  ],
  { entries: [entry(evil, evil)] },
);

/** What GitHub would read as text: without fences, code spans and the HTML of ours. */
const proseOf = (markdown: string): string =>
  markdown
    .replace(/^(`{3,})\w*\n[^]*?\n\1$/gm, "")
    .replace(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, "")
    .replace(/ <!-- model [\w%]+ -->$/gm, "")
    .replace(/<details><summary><code>[^<]*<\/code><\/summary>|<\/details>/g, "");

describe("the body of a pull request", () => {
  it("has what needs a person first, then the table, the models and the diffs", () => {
    const problems = [warning("odd", "a.md", "It is odd.", "Look at `--prune`.")];
    const changes = [
      change({ content: "print(1)\n" }),
      change({ path: "b.py", action: "blocked", models: ["x/b"], reason: "A hand edit is in the way." }),
      change({ path: "g.md", action: "update", kind: "section", models: [], content: "two\n" }),
    ];
    const files = new Map([["g.md", { text: "one\n", digest: "" }]]);
    expect(planToMarkdown(review(changes, { plan: assemblePlan(changes, problems, inputs), files }))).toBe(
      `**Plan: 1 to create, 1 to update, 0 to delete, 0 renamed, 0 unchanged, 1 blocked.**

### Needs a person

- **blocked** \`b.py\`: A hand edit is in the way.
- **warning** \`odd\` at \`a.md\`: It is odd. Look at \`--prune\`.

### Summary

| | created | updated | deleted | renamed | blocked | unchanged |
|---|---:|---:|---:|---:|---:|---:|
| Snippets | 1 |  |  |  | 1 |  |
| Page sections |  | 1 |  |  |  |  |

### Models

For each: do name, capabilities and templates fit, and do its snippets read well?

- [ ] **Ant 1B** (\`x/a\`): 1 snippet created; seen as \`text\`, templates \`text\` <!-- model x%2Fa -->
- [ ] **Bee 2B** (\`x/b\`): 1 snippet blocked; seen as \`text\`, templates \`text\` <!-- model x%2Fb -->

### Diffs

<details><summary><code>a.py</code></summary>

It is new.

\`\`\`diff
--- /dev/null
+++ b/a.py
@@ -0,0 +1,1 @@
+print(1)
\`\`\`

</details>

<details><summary><code>g.md</code></summary>

It is new.

\`\`\`diff
--- a/g.md
+++ b/g.md
@@ -1,1 +1,1 @@
-one
+two
\`\`\`

</details>
`,
    );
  });

  it("a hostile name is code wherever it stands", () => {
    const prose = proseOf(planToMarkdown(hostile));
    expect(prose).toContain("### Models");
    expect(prose).not.toMatch(/@|#\d|GH-|<|!\[|\]\(|www|https|0123456789|octocat/);
  });

  it.each([
    ["many", 1000, 20],
    ["large", 3, 40_000],
    ["both", 3000, 400],
  ])("%s files stay below the limit, and what is left out is told", (_, count, lines) => {
    const changes = Array.from({ length: count }, (__, index) =>
      change({ path: `${index}.py`, models: [`x/${index}`], content: "print(1)\n".repeat(lines) }),
    );
    const text = planToMarkdown(review([...changes, change({ path: "small.py", content: "x\n" })]));
    expect(text.length).toBeLessThan(61_000);
    expect(text).toMatch(/\d+ of \d+ diffs are left out here, the largest/);
    expect(text).toContain("<code>small.py</code>");
  });

  it("says when there is nothing to do", () => {
    expect(planToMarkdown(review([]))).toBe("The documentation is in step with the catalog.\n");
  });
});

const browserPath = "/usr/bin/chromium";
const can = existsSync(browserPath);
const seen = (title: string): string => (can ? title : `NOT RUN, chromium is missing: ${title}`);

const changes = [
  change({ content: "import os\nprint('a')  # say it\n" }),
  change({ path: "b.json", models: ["x/b"], content: '{"b": true}\n' }),
  change({
    path: "g.md",
    action: "update",
    kind: "section",
    models: ["x/a"],
    content: "top\nnew words here\n",
  }),
  change({ path: "z.py", action: "blocked", models: ["x/b"] }),
];
const files = new Map([["g.md", { text: "top\nold words here\n", digest: "" }]]);
const sample = review(changes, { files });

/** Runs in the page: the least contrast of any text with what is behind it, with where it is. */
const contrast = `(() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (colour) => {
    const [r, g, b] = parse(colour).map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const page = getComputedStyle(document.body).backgroundColor;
  const behind = (element) => {
    if (element === null) return page;
    const colour = getComputedStyle(element).backgroundColor;
    return parse(colour)[3] === 0 ? behind(element.parentElement) : colour;
  };
  let least = { ratio: 99, text: "" };
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
    if (!own || element.tagName === "SCRIPT") continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < least.ratio) least = { ratio, text: element.className + " " + element.textContent };
  }
  return least;
})()`;

describe("the HTML file", () => {
  let browser: Browser | undefined;
  const folder = emptyFolder();
  beforeAll(async () => {
    if (can)
      browser = await chromium.launch({
        executablePath: browserPath,
        args: ["--no-sandbox", "--disable-gpu"],
      });
  });
  afterAll(() => browser?.close());

  /** Opens a report, and notes every request and complaint. */
  const open = async (of: Review, options: Parameters<Browser["newPage"]>[0] = {}) => {
    if (browser === undefined) throw new Error("no browser");
    const file = join(folder, "plan.html");
    writeFileSync(file, planToHtml(of));
    const page = await browser.newPage(options);
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (cause) => complaints.push(cause.message));
    page.on("request", (request) => complaints.push(request.url()));
    const url = pathToFileURL(file).href;
    await page.goto(url);
    return { page, complaints: () => complaints.filter((each) => each !== url) };
  };

  it("is the same for the same plan", () => {
    expect(planToHtml(sample)).toBe(planToHtml(sample));
    expect(planToHtml(sample)).not.toMatch(/https?:|\bsrc=|@import|url\(/);
  });

  it.runIf(can)(
    seen("filters by model and action and searches; asks for nothing and complains of nothing"),
    async () => {
      const { page, complaints } = await open(sample);
      const shown = () => page.locator(".file:visible > summary code").allTextContents();
      expect(await shown()).toEqual(["a.py", "b.json", "z.py", "g.md"]);
      await page.getByLabel("Model").selectOption("x/a");
      expect(await shown()).toEqual(["a.py", "g.md"]);
      await page.getByLabel("Action").selectOption("update");
      expect(await shown()).toEqual(["g.md"]);
      await page.getByLabel("Model").selectOption("");
      await page.getByLabel("Action").selectOption("");
      await page.getByLabel("Search").fill("print");
      expect(await shown()).toEqual(["a.py"]);
      expect(await page.locator("output").textContent()).toBe("1 of 4 files");
      expect(await page.locator("del").allTextContents()).toEqual(["old"]);
      expect(await page.locator("ins").allTextContents()).toEqual(["new"]);
      expect(await page.locator(".hk").allTextContents()).toEqual(["import", "true"]);
      expect(complaints()).toEqual([]);
      await page.close();
    },
  );

  it.runIf(can)(seen("can be read without JavaScript"), async () => {
    const { page } = await open(sample, { javaScriptEnabled: false });
    expect(await page.locator(".bar").isVisible()).toBe(false);
    expect(await page.locator(".code").first().isVisible()).toBe(true);
    expect(await page.locator("table.diff").isVisible()).toBe(true);
    await page.close();
  });

  it.runIf(can)(seen("takes no element from a hostile catalog"), async () => {
    const { page, complaints } = await open(hostile);
    expect(await page.locator("img, iframe, a, [onerror], script + script").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator(".models strong").textContent()).toBe(evil);
    expect(await page.locator(".file").count()).toBe(2);
    await page.getByLabel("Model").selectOption(evil);
    expect(await page.locator(".file:visible").count()).toBe(2);
    expect(complaints()).toEqual([]);
    await page.close();
  });

  it.runIf(can).each(["light", "dark"] as const)(seen("has contrast enough: %s"), async (colorScheme) => {
    const { page } = await open(sample, { colorScheme });
    const least = await page.evaluate<{ readonly ratio: number; readonly text: string }>(contrast);
    expect(least.ratio, least.text).toBeGreaterThanOrEqual(4.5);
    await page.close();
  });

  it.runIf(can)(seen("fits a phone"), async () => {
    const { page } = await open(sample, { viewport: { width: 390, height: 800 } });
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(390);
    await page.close();
  });

  it.runIf(can)(seen("carries a thousand files, closed at first"), async () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      change({ path: `${index}.py`, content: "print(1)\n".repeat(40) }),
    );
    const { page } = await open(review(many));
    expect(await page.locator(".file").count()).toBe(1000);
    expect(await page.locator(".file[open]").count()).toBe(0);
    const start = Date.now();
    await page.getByLabel("Search").fill("999.py");
    expect(await page.locator(".file:visible").count()).toBe(1);
    expect(Date.now() - start).toBeLessThan(5000);
    await page.close();
  });
});
