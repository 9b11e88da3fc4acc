import { createServer, type Server } from "node:http";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyFolder, run } from "../support/hostile/interpreters.ts";
import { command } from "../support/command.ts";
import { closeTab, openTab } from "../support/browser.ts";
import { canRender, needsBrowser } from "../render/site.ts";

const types: ReadonlyMap<string, string> = new Map([
  [".html", "text/html"],
  [".js", "text/javascript"],
  [".css", "text/css"],
  [".json", "application/json"],
]);

/** Serves a folder's files, as the site's search needs them. */
const serve = (folder: string): Promise<{ readonly server: Server; readonly address: string }> =>
  new Promise((done) => {
    const server = createServer((request, response) => {
      const path = join(folder, new URL(request.url ?? "/", "http://localhost").pathname);
      const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "index.html") : path;
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.writeHead(200, { "content-type": types.get(extname(file)) ?? "application/octet-stream" });
      response.end(readFileSync(file));
    });
    server.listen(0, "127.0.0.1", () => {
      const at = server.address();
      done({ server, address: `http://127.0.0.1:${typeof at === "object" && at !== null ? at.port : 0}` });
    });
  });

/** The pages of which a screenshot is left for whoever wants to look. */
const looked = new Set(["index.md", "first-site.md", "tables.md", "example-site.md"]);

const pages = readdirSync("docs").filter((name) => name.endsWith(".md"));

describe("the documentation's own site", () => {
  const folder = emptyFolder();
  const shots = resolve("node_modules/.cache/screenshots");
  /** The widths of windows, and the pages that are wider. */
  const tooWide = new Map<number, string[]>([
    [1280, []],
    [390, []],
  ]);
  let tab: Page | undefined;
  let served: { readonly server: Server; readonly address: string } | undefined;

  beforeAll(async () => {
    if (!canRender) return;
    run(
      "mkdocs",
      ["build", "--strict", "--quiet", "-f", ".config/mkdocs.yml", "-d", folder],
      "",
      resolve("."),
    );
    served = await serve(folder);
    tab = await openTab();
    mkdirSync(shots, { recursive: true });
    for (const name of pages) {
      const page = await open(name === "index.md" ? "" : `${name.slice(0, -3)}/`);
      for (const [width, wide] of tooWide) {
        await page.setViewportSize({ width, height: 800 });
        if ((await page.evaluate("document.documentElement.scrollWidth")) !== width) wide.push(name);
        if (looked.has(name)) await page.screenshot({ path: join(shots, `docs-${width}-${name}.png`) });
      }
    }
  });
  afterAll(async () => {
    await closeTab(tab);
    served?.server.close();
  });

  const open = async (path: string): Promise<Page> => {
    if (tab === undefined || served === undefined) throw new Error("no browser");
    await tab.goto(`${served.address}/${path}`, { waitUntil: "domcontentloaded" });
    return tab;
  };

  test(needsBrowser("is built strictly, with each page in its navigation"), () => {
    if (!canRender) return;
    const home = readFileSync(join(folder, "index.html"), "utf8");
    const missing = pages.filter(
      (name) => !home.includes(`href="${name === "index.md" ? "." : `${name.slice(0, -3)}/`}"`),
    );
    expect(missing).toEqual([]);
  });

  test.each([...tooWide])(needsBrowser("no page is wider than a window of %d px"), (_, wide) => {
    expect(wide).toEqual([]);
  });

  test(needsBrowser("search finds a page by a word in it"), async () => {
    if (!canRender) return;
    const page = await open("");
    await page.setViewportSize({ width: 1280, height: 800 });
    const input = page.locator(".md-search__input").first();
    const first = page.locator(".md-search-result__item a").first();
    // What is typed before the index is there may not be looked for.
    const found = async (): Promise<string | null> => {
      await input.fill("");
      await input.pressSequentially("lookalike");
      return (await first.count()) === 0 ? null : first.getAttribute("href");
    };
    await expect.poll(found, { timeout: 60_000, interval: 1000 }).toContain("policy/");
  });
});

test("the example site is as its config and catalog say", async () => {
  const { code, out } = await command("plan", "--check", "--config", ".config/docs.config.json");
  expect({ code, out }).toMatchObject({ code: 0 });
});
