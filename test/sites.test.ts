import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "./support/hostile/interpreters.ts";
import { command } from "./support/command.ts";
import { goneLines } from "./support/gone-lines.ts";
import { parsePlan, writesOf } from "./support/plan.ts";
import { bytesOf, filesOf, stateOf } from "./support/tree.ts";

/**
 * Each test/cases/site-* is a whole documentation of another format, with a catalog of another shape, carried by its
 * config and templates alone: people's own pages `before`, as they are `after` the first run, and as `newer` after one
 * with catalog-newer/; what lies in `edited` are pages as people edited them in between. `case.json` says
 *   shows  what the site is about
 *   rewrites  by page, the lines that may go in a step, in files that stay; every other byte must stay too
 *   finds  what the check finds in people's own text after it
 * `UPDATE_CASES=1 npx vitest run test/sites.test.ts` writes `after` and `newer` anew: review them as a diff.
 */
type Lines = Readonly<Record<string, readonly string[]>>;
type Step = { readonly rewrites: Lines; readonly finds: readonly string[] };
type Site = { readonly shows: string; readonly after: Step; readonly newer: Step };

const parseSite: (text: string) => Site = JSON.parse;
const update = process.env.UPDATE_CASES === "1";
const sites = readdirSync("test/cases").filter((name) => name.startsWith("site-"));

/** The same records in another order: the list, or the maps, turned around. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    return items.reverse();
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, turned(each)])
      .reverse(),
  );
};

/** Turns every JSON and YAML file of a catalog around; files with a model each have no order. */
const turnAround = (catalog: string): void => {
  for (const path of filesOf(catalog).filter((each) => /\.(?:json|yaml)$/.test(each))) {
    const file = join(catalog, path);
    // JSON is YAML, and written anew in its own form.
    const records: unknown = turned(parse(readFileSync(file, "utf8")));
    writeFileSync(file, path.endsWith(".json") ? JSON.stringify(records) : stringify(records));
  }
};

/** A copy of a site in a folder of its own: its config reads the catalog beside it. */
const copyOf = (folder: string) => {
  const copy = join(emptyFolder(), "site");
  cpSync(folder, copy, { recursive: true, filter: (path) => !/\/(?:after|newer|edited)$/.test(path) });
  const config = join(copy, readdirSync(copy).find((file) => file.startsWith("kluster-onboard.")) ?? "");
  const root = join(copy, "before");
  return {
    root,
    catalog: join(copy, "catalog"),
    run: (name: string, ...argv: readonly string[]) => command(name, "--config", config, ...argv),
    renewCatalog: () => {
      rmSync(join(copy, "catalog"), { recursive: true });
      renameSync(join(copy, "catalog-newer"), join(copy, "catalog"));
    },
  };
};

type Copy = ReturnType<typeof copyOf>;

const writesIn = async ({ run }: Copy): Promise<readonly string[]> => {
  const { out, err } = await run("plan", "--format", "json");
  return writesOf(parsePlan(out || err)).map(({ action, path }) => `${action} ${path}`);
};

/** Plans and applies once, and compares what became of the pages with a folder of the site. */
const takeStep = async (copy: Copy, wanted: string): Promise<Step> => {
  const { root, run } = copy;
  const before = bytesOf(root);
  const untouched = stateOf(root);
  const planned = await run("plan");
  expect(planned.code, planned.out + planned.err).toBe(0);
  expect(stateOf(root), "plan touches nothing").toEqual(untouched);
  const orderly = await run("plan", "--format", "json");
  turnAround(copy.catalog);
  expect(await run("plan", "--format", "json"), "another order gives the same bytes").toEqual(orderly);
  const applied = await run("apply");
  expect(applied.code, applied.out + applied.err).toBe(0);
  if (update) {
    rmSync(wanted, { recursive: true, force: true });
    cpSync(root, wanted, { recursive: true, filter: (path) => !path.endsWith(".kluster-gen") });
  }
  const after = bytesOf(root);
  expect(filesOf(root)).toEqual(filesOf(wanted));
  expect(after).toEqual(bytesOf(wanted));
  expect(await writesIn(copy), "a second plan is empty").toEqual([]);
  const checked = await run("check");
  const gone = Object.entries(before)
    .map(([path, bytes]) => [path, goneLines(bytes, after[path])] as const)
    .filter(([path, lines]) => lines.length > 0 && path in after);
  return {
    rewrites: Object.fromEntries(gone),
    finds: checked.out.split("\n").filter((line) => /^\S+ {2}(?:error|warning) {2}/.test(line)),
  };
};

describe.each(sites)("%s", (name) => {
  const folder = join("test/cases", name);
  const file = join(folder, "case.json");
  const about = parseSite(readFileSync(file, "utf8"));

  test(about.shows, async () => {
    const copy = copyOf(folder);
    const after = await takeStep(copy, join(folder, "after"));
    copy.renewCatalog();
    const edited = join(folder, "edited");
    if (existsSync(edited)) cpSync(edited, copy.root, { recursive: true });
    const newer = await takeStep(copy, join(folder, "newer"));
    const site: Site = { shows: about.shows, after, newer };
    if (update) writeFileSync(file, `${JSON.stringify(site, null, 2)}\n`);
    else expect(site, "no line changes that isn't named, and the check finds nothing else").toEqual(about);
    rmSync(join(copy.root, ".kluster-gen"), { recursive: true });
    expect(await writesIn(copy), "the finished pages are adopted as they are").toEqual([]);
  });
});
