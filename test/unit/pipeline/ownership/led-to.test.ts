import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { check, makeWorld } from "./world.ts";

const [alpha, beta, gamma] = ["Alpha", "Beta", "Gamma"].map((name) => ({ id: `x/${name}`, name }));

const config: Partial<Config> = {
  ...{ sections: [], tables: [], removal: { policy: "prune" } },
  snippets: [{ kind: "chat", language: "python", path: "models/{slug}.md" }],
};

const told = [
  "warning: It leads to models/beta.md, which isn't there any more. [page-led-to]",
  "  at:  PLACE",
];

test.each<[what: string, inside: boolean, file: string, text: string, where: string | undefined]>([
  ["a menu beside the pages", false, "mkdocs.yml", "nav:\n  - Beta: models/beta.md\n", "../mkdocs.yml"],
  [
    "a menu below them",
    true,
    "sidebars.js",
    "module.exports = { a: ['models/alpha', 'models/beta'] };\n",
    "sidebars.js",
  ],
  ["a route", true, "index.md", "[Beta](/models/beta/#price)\n", "index.md"],
  ["a route below a folder of the site", true, "index.md", "See [it](/docs/models/beta).\n", "index.md"],
  ["an element's route", true, "index.md", '<a href="/models/beta">Beta</a>\n', "index.md"],
  ["a redirect", true, "_redirects", "/old /models/beta/ 301\n", "_redirects"],
  ["a redirect from it", true, "_redirects", "/models/beta/ /models/alpha/ 301\n", undefined],
  [
    "one that another leads on from",
    true,
    "_redirects",
    "/old /models/beta/ 301\n/models/beta/ /models/alpha/ 301\n",
    undefined,
  ],
  [
    "redirects of MkDocs from it",
    false,
    "mkdocs.yml",
    "plugins:\n  - redirects:\n      redirect_maps:\n        'models/beta.md': 'models/alpha.md'\n",
    undefined,
  ],
  [
    "and to it",
    false,
    "mkdocs.yml",
    "plugins:\n  - redirects:\n      redirect_maps:\n        'old.md': 'models/beta.md'\n",
    "../mkdocs.yml",
  ],
  [
    "a map of addresses from it",
    true,
    "redirects.json",
    '{\n  "/models/beta": "/models/alpha"\n}\n',
    undefined,
  ],
  [
    "redirects in JSON",
    false,
    "vercel.json",
    '{ "redirects": [{ "source": "/b", "destination": "/docs/models/beta" }] }',
    "../vercel.json",
  ],
  [
    "one from it",
    false,
    "vercel.json",
    '{ "redirects": [{ "source": "/models/beta", "destination": "/" }] }',
    undefined,
  ],
  ["a list for models", true, "llms.txt", "- https://x.org/docs/models/beta/\n", "llms.txt"],
  [
    "a template",
    true,
    "overrides/home.html",
    "<a href=\"{{ 'models/beta/' | url }}\">B</a>\n",
    "overrides/home.html",
  ],
  ["an address elsewhere", true, "index.md", "[B](https://x.org/models/beta/)\n", undefined],
  ["another page's route", true, "index.md", "[Alpha](/models/alpha) and /models/beta\n", undefined],
  ["a page of that name elsewhere", true, "other/models/beta.md", "[It](/other/models/beta)\n", undefined],
])("what leads to a page that goes is told: %s", async (_, inside, file, text, where) => {
  const world = makeWorld([alpha!, beta!, gamma!], config);
  if (inside) world.write(file, text);
  else writeFileSync(join(world.folder, file), text);
  await world.apply();
  world.catalog([alpha, gamma]);
  const { changes, err } = await world.plan("--accept-catalog");
  expect(changes).toEqual(["delete models/beta.md"]);
  expect(err.includes("[page-led-to]")).toBe(where !== undefined);
  if (where !== undefined) expect(err).toContain(told.join("\n").replace("PLACE", where));
  await world.apply("--accept-catalog");
  const { out, err: later } = await world.run("plan");
  expect(later.includes("[page-led-to]")).toBe(where !== undefined);
  expect(out.includes("in step")).toBe(where === undefined);
});

const shared = { snippets: [], tables: [], removal: { policy: "prune" } } satisfies Partial<Config>;

const written = {
  md: { open: "## {title}", body: ["", "`{id}`"], recognise: "^## (?<title>.+)$" },
  adoc: { open: "== {title}", body: ["", "`{id}`"], recognise: "^== (?<title>.+)$" },
  rst: { open: "{title}", body: ["--------", "", "``{id}``"], recognise: "^(?<title>(?:Alpha|Beta).*)$" },
};

test.each<[what: string, of: keyof typeof written, page: string, text: string, lost: string | undefined]>([
  ["another page", "md", "index.md", "[B](models.md#beta-2-5)", "models.md#beta-2-5"],
  ["as GitHub has it", "md", "index.md", "[B](models.md#beta-25)", "models.md#beta-25"],
  ["without its ending", "md", "sub/a.md", "[B](../models#beta-25)", "models.md#beta-25"],
  ["by its folder", "md", "a.md", "[B](../models/#beta-25)", "models.md#beta-25"],
  ["from the root", "md", "sub/a.md", "[B](/docs/models/#beta-25)", "models.md#beta-25"],
  ["a redirect", "md", "_redirects", "/b /models#beta-25 301\n", "models.md#beta-25"],
  [
    "a redirect in JSON",
    "md",
    "vercel.json",
    '{"redirects": [{"source": "/b", "destination": "/docs/models/#beta-25"}]}',
    "models.md#beta-25",
  ],
  ["a menu", "md", "mkdocs.yml", "nav:\n  - Beta: models.md#beta-25\n", "models.md#beta-25"],
  ["an element", "md", "a.md", '<a href="models#beta-25">', "models.md#beta-25"],
  ["its own page", "md", "models.md", "[B](#beta-25)", "#beta-25"],
  ["one that stays", "md", "a.md", "[B](models.md#alpha) [x](a.md#beta-25) [y](#beta-25)", undefined],
  ["xref", "adoc", "a.adoc", "xref:models.adoc#_beta_2_5[B]", "models.adoc#_beta_2_5"],
  ["a reference", "adoc", "models.adoc", "<<_beta_2_5,B>>", "#_beta_2_5"],
  ["a reference by its text", "adoc", "models.adoc", "<<Beta 2.5>>", "#Beta 2.5"],
  ["a link by its text", "rst", "models.rst", "See `Beta 2.5`_.", "#Beta 2.5"],
  ["by its text from elsewhere", "rst", "a.rst", ":ref:`b <Beta 2.5>`", "models.rst#Beta 2.5"],
  ["one that stays in it", "rst", "models.rst", "See Alpha_ and `Beta 2.5`.", undefined],
])("what leads to a heading that goes is told: %s", async (_, of, page, text, lost) => {
  const world = makeWorld([alpha!, { id: "x/b", name: "Beta 2.5" }], {
    ...shared,
    formats: { own: { ...written[of], end: "heading" } },
    sections: [{ page: `models.${of}`, heading: ["Models"], format: "own" }],
  });
  const top = { md: "# Models\n", adoc: "= Models\n", rst: "Models\n======\n" }[of];
  world.write(`models.${of}`, top);
  await world.apply();
  if (page.startsWith("models")) world.edit(page, top, `${top}\n${text}\n`);
  else world.write(page, text);
  world.catalog([alpha]);
  const { changes, err } = await world.plan("--accept-catalog");
  expect(changes).toEqual([`update models.${of}`]);
  const named = (text: string) => /It leads to (.+), which isn't there any more/.exec(text)?.[1];
  expect(named(err)).toBe(lost);
  await world.apply("--accept-catalog");
  expect(named((await world.plan()).err)).toBe(lost);
  expect(named((await check(world)).err)).toBe(lost);
});
