import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { Change } from "../../../src/model/plan.ts";
import { assemblePlan } from "../../../src/pipeline/assemble.ts";
import { error } from "../../../src/model/problem.ts";
import { planToHtml } from "../../../src/report/html/plan.ts";
import type { Review } from "../../../src/report/review.ts";
import {
  canJudge,
  canLook,
  closeTab,
  judged,
  type Look,
  looked,
  openHtml,
  openTab,
  violations,
  widthOf,
} from "../../support/browser.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { change, entry, evil, hostile, inputs, review } from "../../support/review.ts";
import { processorSince } from "../../support/processor.ts";

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

/** A page of a table in which so many prices of so many models change. */
const repriced = (ids: readonly string[]): Change =>
  change({
    path: "deep/down/in/a/folder/with/a/very/long/name/that/goes/on/and/on/models.md",
    action: "update",
    kind: "table",
    models: [],
    notes: ids.map((id, index) => ({
      cause: "catalog" as const,
      models: [id],
      what: "cell",
      action: "change" as const,
      text: `${id}, Price: $0.94 → $0.${index}`,
      value: { name: "Price", from: "$0.94", to: `$0.${index}` },
    })),
    content: [
      "# Models",
      "",
      "| Model | Price |",
      "|---|---|",
      ...ids.map((id, at) => `| **${id}** | $0.${at} |`),
      "",
    ].join("\n"),
  });

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

const folder = emptyFolder();
let tab: Page | undefined;
beforeAll(async () => {
  if (canLook) tab = await openTab();
});
afterAll(() => closeTab(tab));

const open = async (of: Review, look: Look = {}, page = tab) => {
  if (page === undefined) throw new Error("no browser");
  return { page, complaints: await openHtml(page, folder, planToHtml(of), look) };
};

/** The big numbers, as `2 new models`. */
const numbersOf = (of: Review): readonly string[] =>
  [...planToHtml(of).matchAll(/<li( class="zero")?><b[^>]*>(\d+)<\/b>([^<]*)/g)].map(
    ([, zero = "", count = "", label = ""]) => `${count} ${label}${zero === "" ? "" : ", grey"}`,
  );

/** The titles of the cards and what they say, without the files. */
const cardsIn = (of: Review): readonly string[] =>
  [
    ...planToHtml(of).matchAll(
      /<li id="card-\d+"[^]*?<h3>([^]*?)<\/h3>([^]*?)(?=<li id="card-|<\/ul><\/section>)/g,
    ),
  ].map(([, title = "", rest = ""]) =>
    `${title} | ${rest}`
      .replace(/<span class="(?:links|tag)">[^]*?<\/span>/g, "")
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );

describe("the headline", () => {
  it("counts the classes where the config declares them", () => {
    const both = [change({ class: "routine" }), change({ path: "b.py", class: "held" })];
    expect(planToHtml(review(both))).toContain("Classes: 1 routine, 0 review, 1 held.");
    expect(planToHtml(review([change({})]))).not.toContain("Classes:");
  });

  const known = new Set(["x/a", "x/gone"]);
  const gone = change({ path: "o.py", action: "delete", models: ["x/gone"] });
  const fresh = change({ path: "b.py", models: ["x/b"] });
  it.each<readonly [string, Review, readonly string[]]>([
    [
      "a model that the lock doesn't have is new",
      review([fresh], { known }),
      ["1 new model", "0 changed, grey", "0 gone, grey", "1 file to write"],
    ],
    [
      "one that it has changes, whatever comes for it",
      review([change({})], { known }),
      ["0 new models, grey", "1 changed", "0 gone, grey", "1 file to write"],
    ],
    [
      "one that the catalog has no longer is gone",
      review([gone], { known }),
      ["0 new models, grey", "0 changed, grey", "1 gone", "1 file to write"],
    ],
    [
      "without a lock one of which nothing is there is new",
      review([fresh, change({ path: "k.py", action: "keep" }), change({ path: "c.py" })]),
      ["1 new model", "1 changed", "0 gone, grey", "2 files to write"],
    ],
    [
      "what is blocked is counted apart",
      review([change({ action: "blocked" })], { known }),
      ["0 new models, grey", "1 changed", "0 gone, grey", "0 files to write, grey", "1 blocked"],
    ],
    [
      "a plan with errors has none",
      review([], { plan: assemblePlan([fresh], [error("c", "w", "m", "f")], inputs) }),
      [],
    ],
  ])("%s", (_, of, want) => {
    expect(numbersOf(of)).toEqual(want);
  });
});

describe("the cards", () => {
  const known = new Set(["x/a", "x/c", "x/gone"]);
  const entries = [entry("x/a", "Ant 1B"), entry("x/b", "Bee 2B"), entry("x/c", "Cat 3B")];
  const of = (...changed: readonly Change[]): Review => review(changed, { known, entries });
  it.each<readonly [string, Review, readonly string[]]>([
    ["one model's change is named", of(repriced(["x/a"])), ["Ant 1B | x/a Price: $0.94 → $0.0"]],
    [
      "what changes in several models is one card",
      of(repriced(["x/a", "x/c"])),
      ["Price of 2 models | Ant 1B $0.94 → $0.0 Cat 3B $0.94 → $0.1"],
    ],
    [
      "new models come first, those that go come last",
      of(
        repriced(["x/a"]),
        change({ path: "b.py", models: ["x/b"] }),
        change({ path: "o.py", action: "delete", models: ["x/gone"] }),
      ),
      [
        "Bee 2B | x/b 1 snippet created",
        "Ant 1B | x/a Price: $0.94 → $0.0",
        "x/gone | x/gone 1 snippet deleted",
      ],
    ],
    [
      "what is of no model is told by its page",
      of(
        change({
          path: "n.md",
          action: "update",
          kind: "counter",
          models: [],
          notes: [
            {
              cause: "catalog",
              models: [],
              what: "counter",
              action: "change",
              text: "models: 2 → ",
              value: { name: "models", from: "2", to: "" },
            },
          ],
        }),
      ),
      ["n.md | models: 2 → (empty)"],
    ],
  ])("%s", (_, given, want) => {
    expect(cardsIn(given)).toEqual(want);
  });

  it("many new models with the same said of them share one", () => {
    const ids = Array.from({ length: 20 }, (_, index) => `y/${index}`);
    const given = review(
      ids.map((id) => change({ path: `${id}.py`, models: [id] })),
      { known, entries: ids.map((id) => entry(id, id)) },
    );
    expect(cardsIn(given).map((card) => card.split(" | ")[0])).toEqual(["New: 20 models"]);
  });

  it.runIf(canLook)(
    looked("leads to its diff, which opens, as the list to jump by leads to it"),
    async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `z/${index}`);
      const { page } = await open(
        review(
          ids.map((id) => change({ path: `${id}.py`, models: [id], content: "print(1)\n" })),
          { entries: ids.map((id) => entry(id, id)), known },
        ),
      );
      expect(await page.locator(".file[open]").count()).toBe(0);
      await page.getByText("34 more", { exact: true }).first().click();
      await page.getByRole("link", { name: "33.py" }).click();
      expect(await page.locator(".file[open] > summary code").allTextContents()).toEqual(["z/33.py"]);
      expect(await page.locator(".file[open]").isVisible()).toBe(true);
      await page.getByRole("navigation").getByRole("link", { name: "Snippets" }).press("Enter");
      expect(page.url()).toMatch(/#snippet$/);
    },
  );
});

describe("the HTML file", () => {
  it("is the same for the same plan", () => {
    expect(planToHtml(sample)).toBe(planToHtml(sample));
    expect(planToHtml(sample)).not.toMatch(/https?:|\bsrc=|@import|url\(/);
  });

  it.runIf(canLook)(
    looked("filters by model and action and searches; asks for nothing and complains of nothing"),
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
    },
  );

  it.runIf(canLook)(looked("can be read without JavaScript"), async () => {
    const still = await tab?.context().browser()?.newPage({ javaScriptEnabled: false });
    const { page } = await open(sample, {}, still);
    expect(await page.locator(".bar").isVisible()).toBe(false);
    expect(await page.locator(".code").first().isVisible()).toBe(true);
    expect(await page.locator("table.diff").isVisible()).toBe(true);
  });

  it.runIf(canLook)(looked("takes no element from a hostile catalog"), async () => {
    const { page, complaints } = await open(hostile);
    expect(await page.locator('img, iframe, a:not([href^="#"]), [onerror], script + script').count()).toBe(0);
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator(".cards h3").textContent()).toBe(evil);
    expect(await page.locator(".file").count()).toBe(2);
    await page.getByLabel("Model").selectOption(evil);
    expect(await page.locator(".file:visible").count()).toBe(2);
    expect(complaints()).toEqual([]);
  });

  it.runIf(canLook).each(["light", "dark"] as const)(
    looked("has contrast enough: %s"),
    async (colorScheme) => {
      const { page } = await open(sample, { colorScheme });
      const least = await page.evaluate<{ readonly ratio: number; readonly text: string }>(contrast);
      expect(least.ratio, least.text).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.runIf(canLook)(looked("fits a phone"), async () => {
    const { page } = await open(sample, { width: 390 });
    expect(await widthOf(page)).toBe(390);
  });

  it.runIf(canLook)(looked("carries a thousand files, closed at first"), async () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      change({ path: `${index}.py`, content: "print(1)\n".repeat(40) }),
    );
    const { page } = await open(review(many));
    expect(await page.locator(".file").count()).toBe(1000);
    expect(await page.locator(".file[open]").count()).toBe(0);
    const start = process.cpuUsage();
    await page.getByLabel("Search").fill("999.py");
    expect(await page.locator(".file:visible").count()).toBe(1);
    expect(processorSince(start)).toBeLessThan(5000);
  });

  it.runIf(canJudge).each([
    ["light", 1280],
    ["light", 390],
    ["dark", 1280],
    ["dark", 390],
  ] as const)(judged("axe-core finds nothing in it: %s, %d px wide"), async (colorScheme, width) => {
    for (const given of [
      sample,
      hostile,
      review([repriced(["x/a", "x/b"])], {
        files: new Map([[repriced([]).path, { text: "# Models\n", digest: "" }]]),
      }),
    ]) {
      const { page } = await open(given, { colorScheme, width });
      expect(await violations(page)).toEqual([]);
      expect(await widthOf(page)).toBe(width);
    }
  });
});
