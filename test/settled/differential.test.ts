import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { commandIn } from "../support/command.ts";
import { anyEdits, type Edit, fileEdits, folderEdits } from "./edits.ts";
import {
  asRun,
  newCache,
  newFolder,
  type Place,
  planRemembered,
  remembered,
  waitForClock,
} from "./support.ts";

/*
 * Whatever is done to a project, a remembered plan says what a plan says that remembers nothing. Each edit is made in
 * a copy of its own, whose plan was remembered first.
 */

/** A project to copy: where a plan is started in it, with which arguments. */
type Site = {
  readonly name: string;
  readonly make: (folder: string) => void;
  readonly cwd: string;
  readonly args: readonly string[];
  /** Every edit of every file and folder, or one edit of each, in turn. */
  readonly every: boolean;
};

const shared = resolve("../shared");

const sites: readonly Site[] = [
  ...["plain", "mintlify", "gitbook", "docusaurus"].map(
    (name): Site => ({
      name,
      make: (folder) =>
        cpSync(`test/cases/site-${name}`, folder, {
          recursive: true,
          filter: (path) => !/\/(?:after|newer|catalog-newer|case\.json)$/.test(path),
        }),
      cwd: "before",
      args: [],
      every: name === "plain" || name === "docusaurus",
    }),
  ),
  {
    name: "the example, with a client, by a link to its root",
    make: (folder) => {
      symlinkSync("examples/docs", join(folder, "linked"));
      for (const part of ["examples", "schemas"]) cpSync(part, join(folder, part), { recursive: true });
      const config = readFileSync("kluster-onboard.config.ts", "utf8");
      writeFileSync(
        join(folder, "kluster-onboard.config.ts"),
        config.replace(
          "export default defineConfig({",
          'export default defineConfig({\n  client: { api: "examples/openapi.yaml", out: "client" },',
        ),
      );
    },
    cwd: ".",
    args: ["--root", "linked"],
    every: false,
  },
  {
    name: "the real documentation",
    make: (folder) => {
      execFileSync(join(shared, "tools/make-docs-tree"), [join(folder, "docs")]);
      cpSync(join(shared, "data/catalogs/kluster-2025-06-10.json"), join(folder, "catalog.json"));
      cpSync("schemas", join(folder, "schemas"), { recursive: true });
      cpSync("kluster-onboard.config.ts", join(folder, "kluster-onboard.config.ts"));
    },
    cwd: ".",
    args: ["--root", "docs", "--catalog", "catalog.json"],
    every: false,
  },
];

type Task = { readonly path: string; readonly edit: Edit };

const tasksOf = (folder: string, every: boolean): readonly Task[] => {
  const items = readdirSync(folder, { recursive: true, withFileTypes: true });
  const tasks = [
    ...folderEdits
      .map((edit) => ({ path: "", edit }))
      .filter(({ edit: [what] }) => what.startsWith("has a new")),
    ...items.flatMap((item, index) => {
      const path = join(item.parentPath, item.name).slice(folder.length + 1);
      if (item.isSymbolicLink()) return anyEdits.map((edit) => ({ path, edit }));
      const edits = item.isDirectory() ? folderEdits : fileEdits;
      return (every ? edits : edits.filter((_, at) => at === index % edits.length)).map((edit) => ({
        path,
        edit,
      }));
    }),
  ];
  return tasks;
};

const batchesOf = (tasks: readonly Task[], size: number): readonly (readonly Task[])[] =>
  tasks.length === 0 ? [] : [tasks.slice(0, size), ...batchesOf(tasks.slice(size), size)];

describe.each(sites)("$name", ({ name, make, cwd, args, every }) => {
  const isThere = name !== "the real documentation" || existsSync(shared);
  test(
    isThere ? "after every edit" : "NOT RUN, the real documentation isn't beside the repository",
    async () => {
      if (!isThere) return;
      const env = newCache();
      const whole = newFolder();
      make(whole);
      const applied = await commandIn(join(whole, cwd), "apply", "--yes", ...args);
      expect(applied.code, applied.err).toBe(0);
      const counts = { answered: 0, unknown: 0 };
      for (const batch of batchesOf(tasksOf(whole, every), 40)) {
        const copies = batch.map(({ path, edit: [what, edit] }) => {
          const above = newFolder();
          const folder = join(above, "project");
          const outside = join(above, "outside");
          cpSync(whole, folder, { recursive: true, verbatimSymlinks: true });
          mkdirSync(outside);
          // A whole second, which an edit can give back to it.
          utimesSync(join(folder, path), 1e9, 1e9);
          const place: Place = { cwd: join(folder, cwd), args, env };
          const changed = join(folder, path);
          return { above, changed, place, label: `${path} ${what}`, change: () => edit(changed, outside) };
        });
        await waitForClock();
        for (const { above, changed, place, label, change } of copies) {
          const first = await planRemembered(place);
          expect(asRun(await remembered(place)), `${label}: remembered before`).toEqual(first);
          change();
          const again = asRun(await remembered(place));
          counts[again === undefined ? "unknown" : "answered"] += 1;
          // A run that isn't remembered goes on as ever.
          if (again !== undefined) expect(again, label).toEqual(await commandIn(place.cwd, "plan", ...args));
          if (label.endsWith("may not be read")) chmodSync(changed, 0o700);
          rmSync(above, { recursive: true });
        }
      }
      // Of an edit that no plan looks at, too, so something is compared at all.
      expect(counts.answered).toBeGreaterThan(0);
      expect(counts.unknown).toBeGreaterThan(counts.answered);
    },
  );
});
