import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

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

/** Starts a headless browser with a new profile; it never asks the network for anything of its own. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
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

/** A page of HTML that was opened, and what it asked for or complained of. */
export type Opened = { readonly page: Page; readonly complaints: () => readonly string[] };

/** Writes HTML into the folder and opens it. */
export const openHtml = async (
  browser: Browser | undefined,
  folder: string,
  html: string,
  options: Parameters<Browser["newPage"]>[0] = {},
): Promise<Opened> => {
  if (browser === undefined) throw new Error("no browser");
  const file = join(folder, "report.html");
  writeFileSync(file, html);
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (cause) => complaints.push(cause.message));
  page.on("request", (request) => complaints.push(request.url()));
  const url = pathToFileURL(file).href;
  await page.goto(url);
  return { page, complaints: () => complaints.filter((each) => each !== url) };
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
