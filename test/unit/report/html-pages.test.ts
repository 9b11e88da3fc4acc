import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { Finding } from "../../../src/check/types.ts";
import { findingsToHtml } from "../../../src/report/html/check.ts";
import { statusToHtml } from "../../../src/report/html/status.ts";
import { verdictsToHtml } from "../../../src/report/html/verify.ts";
import type { PlaceState, Status, StatusCell } from "../../../src/model/status.ts";
import type { Verdict } from "../../../src/verify/types.ts";
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
import { evil } from "../../support/review.ts";

const finding = (more: Partial<Finding>): Finding => ({
  rule: "row-order",
  severity: "warning",
  path: "deep/in/a/folder/with/a/very/long/name/that/goes/on/and/on/and/on/models.md",
  line: 3,
  message: "The rows aren't in order.",
  fix: "Sort them.",
  ...more,
});
const findings = [
  finding({ severity: "error", rule: "row-missing", message: evil, path: evil }),
  finding({}),
  finding({ line: 9 }),
];
const verdict = (more: Partial<Verdict>): Verdict => ({
  path: "code/real-time/real-time-of-a-model-with-a-very-long-name-that-goes-on.py",
  kind: "real-time",
  language: "python",
  model: "x/a",
  result: "passed",
  why: [],
  output: "",
  kept: false,
  ...more,
});
const verdicts = [
  verdict({}),
  verdict({ result: "failed", why: [evil], output: `Traceback\n${evil}\n`, model: evil }),
  verdict({ result: "not run", why: ["There is no `python3`."], path: "b.py" }),
];

const cell = (part: "snippet" | "table", name: string, state: PlaceState): StatusCell => ({
  part,
  name,
  state,
  count: state === "missing" ? 0 : 1,
});
const status: Status = {
  places: [
    { part: "snippet", name: "real-time/python" },
    { part: "table", name: "deep/in/a/folder/with/a/very/long/name/models.md › Prices" },
  ],
  models: [
    {
      id: "x/a",
      name: "Ant 1B",
      cells: [
        cell("snippet", "real-time/python", "in step"),
        cell("table", "deep/in/a/folder/with/a/very/long/name/models.md › Prices", "behind"),
      ],
      mentions: 2,
      verified: false,
    },
    { id: evil, name: evil, cells: [], mentions: 0, verified: null },
  ],
};

/** Every report but the plan's, with and without something in it. */
const pages = [
  { name: "check", html: findingsToHtml({ findings, mended: [] }), cards: 3 },
  { name: "check that finds nothing", html: findingsToHtml({ findings: [], mended: [] }), cards: 0 },
  { name: "verify", html: verdictsToHtml(verdicts), cards: 3 },
  { name: "status", html: statusToHtml(status), cards: 2 },
  { name: "verify without a snippet", html: verdictsToHtml([]), cards: 0 },
];

const numbersOf = (html: string): readonly string[] =>
  [...html.matchAll(/<li( class="zero")?><b[^>]*>(\d+)<\/b>([^<]*)/g)].map(
    ([, zero, count = "", label = ""]) => `${count} ${label}${zero === undefined ? "" : ", grey"}`,
  );

describe("the headline", () => {
  it.each([
    [
      "check",
      findingsToHtml({ findings, mended: [] }),
      ["1 error", "2 warnings", "0 mended, grey", "2 files"],
    ],
    ["verify", verdictsToHtml(verdicts), ["1 failed", "1 not run", "0 compiled only, grey", "1 passed"]],
    [
      "status, with a model that belongs nowhere",
      statusToHtml(status),
      ["0 in step, grey", "1 behind", "1 nowhere", "1 not verified yet", "2 places"],
    ],
  ])("of %s counts what people ask for", (_, html, want) => {
    expect(numbersOf(html)).toEqual(want);
  });
});

const folder = emptyFolder();
let tab: Page | undefined;
beforeAll(async () => {
  if (canLook) tab = await openTab();
});
afterAll(() => closeTab(tab));

const open = async (html: string, look?: Look) => {
  if (tab === undefined) throw new Error("no browser");
  return { page: tab, complaints: await openHtml(tab, folder, html, look) };
};

describe.each(pages)("the page of $name", ({ html, cards }) => {
  it.runIf(canLook)(looked("loads nothing, makes no element of hostile text, and searches"), async () => {
    expect(html).not.toMatch(/\bsrc=(?!x )|@import|url\(/);
    const { page, complaints } = await open(html);
    expect(await page.locator("img, iframe, a:not([href^='#']), [onerror], script + script").count()).toBe(0);
    expect(await page.locator(".card").count()).toBe(cards);
    if (cards > 0) {
      await page.getByLabel("Search").fill("octocat");
      expect(await page.locator(".card:visible").count()).toBe(1);
    }
    expect(complaints()).toEqual([]);
  });

  it.runIf(canJudge).each([
    ["light", 1280],
    ["dark", 390],
  ] as const)(judged("axe-core finds nothing in it: %s, %d px wide"), async (colorScheme, width) => {
    const { page } = await open(html, { colorScheme, width });
    expect(await violations(page)).toEqual([]);
    expect(await widthOf(page)).toBe(width);
  });
});
