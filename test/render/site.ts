import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { canLook } from "../support/browser.ts";
import { has, run } from "../support/hostile/interpreters.ts";

const hasTheme = (): boolean =>
  spawnSync("mkdocs", ["build", "--help"], { encoding: "utf8" }).stdout.includes("material");

const missing = [
  ...(!has("mkdocs") || !hasTheme() ? ["mkdocs with mkdocs-material"] : []),
  ...(canLook ? [] : ["chromium"]),
];

/** Whether sites can be built and looked at here. */
export const canRender = missing.length === 0;

/** A test's title that says so when they can't. */
export const needsBrowser = (title: string): string =>
  canRender ? title : `NOT RUN, ${missing.join(" and ")} missing: ${title}`;

/** Builds a folder with `mkdocs.yml` and `docs` into its `site`; a strict build takes no warning. */
export const buildSite = (folder: string, strict: boolean): void => {
  run("mkdocs", ["build", "--quiet", ...(strict ? ["--strict"] : [])], "", folder);
};

/** Opens a page of a built site, by its path without ending. */
export const openPage = async (tab: Page, folder: string, path: string): Promise<void> => {
  await tab.setViewportSize({ width: 1100, height: 760 });
  await tab.goto(pathToFileURL(join(folder, "site", path, "index.html")).href);
};

/** A dropdown as it is shown once it was clicked. */
export type Dropdown = {
  /** Whether its code could be seen before and after. */
  readonly seen: readonly [boolean, boolean];
  readonly code: string;
  /** How many pieces of the code have a colour of their own. */
  readonly highlighted: number;
};

/** Opens the dropdown of that title, the first after the heading. */
export const openDropdown = async (page: Page, heading: string, title: string): Promise<Dropdown> => {
  const dropdown = page.locator(
    `xpath=//h3[starts-with(normalize-space(.), "${heading}")]/following-sibling::details[summary[normalize-space(.)="${title}"]][1]`,
  );
  const code = dropdown.locator("code");
  const before = await code.isVisible();
  await dropdown.locator("summary").click();
  return {
    seen: [before, await code.isVisible()],
    code: (await code.textContent()) ?? "",
    highlighted: await code.locator("span[class]:not([id])").count(),
  };
};

/** How many table rows of the page begin with that name. */
export const rowsOf = (page: Page, name: string): Promise<number> =>
  page.locator(`xpath=//tr[td[1][normalize-space(.)="${name}"]]`).count();
