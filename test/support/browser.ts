import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";

const browserPath = "/usr/bin/chromium";
const axePath = "node_modules/axe-core/axe.min.js";

/** Whether pages can be looked at here. */
export const canLook = existsSync(browserPath);

/** Whether they can be judged by axe-core. */
export const canJudge = canLook && existsSync(axePath);

/** A test's title that says so when they can't. */
export const looked = (title: string): string => (canLook ? title : `NOT RUN, chromium is missing: ${title}`);

/** The same for what axe-core judges. */
export const judged = (title: string): string =>
  canJudge ? title : `NOT RUN, chromium or axe-core is missing: ${title}`;

/**
 * Starts a headless browser with a new profile, which never asks the network for anything of its own. All that a file of
 * tests looks at is opened in its one tab: with a new one each, a page takes five times the processor time.
 */
export const openTab = async (): Promise<Page> => {
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return browser.newPage();
};

/** Ends the browser of a tab. */
export const closeTab = async (tab: Page | undefined): Promise<void> => tab?.context().browser()?.close();

/** How wide the window is, and which colours its user prefers. */
export type Look = { readonly width?: number; readonly colorScheme?: "light" | "dark" };

/** Writes HTML into the folder and opens it; answers with what it asks for or complains of. */
export const openHtml = async (
  tab: Page,
  folder: string,
  html: string,
  { width = 1280, colorScheme = "light" }: Look = {},
): Promise<() => readonly string[]> => {
  const file = join(folder, "report.html");
  writeFileSync(file, html);
  const url = pathToFileURL(file).href;
  const complaints: string[] = [];
  tab.removeAllListeners();
  tab.on("console", (message) => complaints.push(message.text()));
  tab.on("pageerror", (cause) => complaints.push(cause.message));
  tab.on("request", (request) => complaints.push(request.url()));
  await tab.setViewportSize({ width, height: 800 });
  await tab.emulateMedia({ colorScheme });
  await tab.goto(url);
  return () => complaints.filter((each) => each !== url);
};

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** What axe-core finds wrong with a page by WCAG 2.2 AA: the rule, and the first element. */
export const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(readFileSync(axePath, "utf8"));
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then((all) =>
      all.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
};

/** The width that the page takes. */
export const widthOf = (page: Page): Promise<number> =>
  page.evaluate<number>("document.documentElement.scrollWidth");
