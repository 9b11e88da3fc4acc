import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "./support/hostile/interpreters.ts";
import { command } from "./support/command.ts";
import { goneLines } from "./support/gone-lines.ts";
import { compilePython, parseBash, typeErrors } from "./support/languages.ts";
import { parsePlan, writesOf } from "./support/plan.ts";
import { bytesOf, filesOf, stateOf } from "./support/tree.ts";

/**
 * Each folder of test/cases is one case: a config, a catalog and templates in miniature, the
 * documentation `before` and `after` (no `after`: nothing changes), and the exact plan. `case.json` says
 *   shows     what the case is about
 *   exit      exit code of plan and apply
 *   rewrites  by page, the lines of `before` that may go; every other byte must stay
 *   sourceOrder  true where the config sorts by the order of the catalog: only then may a shuffled one matter
 * `UPDATE_CASES=1 npx vitest run test/cases.test.ts` writes `after` and plan.json anew: review them as a diff.
 */
type Case = {
  readonly shows: string;
  readonly exit: number;
  readonly rewrites: Readonly<Record<string, readonly string[]>>;
  readonly sourceOrder?: boolean;
};

const parseCase: (text: string) => Case = JSON.parse;
const parseCatalog: (text: string) => { readonly data: readonly unknown[] } = JSON.parse;

const cases = "test/cases";
const update = process.env.UPDATE_CASES === "1";

/** The package's own templates are part of the digest, and no business of a case. */
const withoutTemplates = (plan: string): string =>
  plan.replace(/("templates": ")[0-9a-f]{64}"/, '$1<sha256>"');

const shuffled = (catalog: string, to: string): string => {
  const { data } = parseCatalog(readFileSync(catalog, "utf8"));
  expect(data.length, "a catalog of one can't be shuffled").toBeGreaterThan(1);
  const file = join(to, "catalog.json");
  writeFileSync(file, JSON.stringify({ extra: true, data: [...data.slice(1), data[0]].reverse() }));
  return file;
};

/** What is generated is never only compared: its language's own tools must take it. */
const checkLanguages = (root: string, created: readonly string[]): void => {
  const files = created.map((path) => join(root, path));
  compilePython(files.filter((file) => file.endsWith(".py")));
  parseBash(files.filter((file) => file.endsWith(".sh")));
  const sources = files.filter((file) => file.endsWith(".ts"));
  if (sources.length > 0) expect(typeErrors(sources)).toEqual([]);
};

/** Whole sites have a test of their own, sites.test.ts. */
const names = readdirSync(cases)
  .filter((name) => !name.startsWith("site-"))
  .sort();

describe.each(names)("%s", (name) => {
  const folder = join(cases, name);
  const about = parseCase(readFileSync(join(folder, "case.json"), "utf8"));
  const config = join(folder, readdirSync(folder).find((file) => /config\.(json|ts)$/.test(file)) ?? "");

  test(about.shows, async () => {
    const root = join(emptyFolder(), "docs");
    cpSync(join(folder, "before"), root, { recursive: true });
    const before = bytesOf(root);
    const untouched = stateOf(root);
    const from = (catalog: string) => ["--config", config, "--root", root, "--catalog", catalog];
    const catalog = join(folder, "catalog.json");

    const planned = await command("plan", ...from(catalog), "--format", "json");
    expect(stateOf(root), "plan touches nothing").toEqual(untouched);
    const again = await command("plan", ...from(shuffled(catalog, emptyFolder())), "--format", "json");
    if (about.sourceOrder !== true) expect(again, "a shuffled catalog gives the same bytes").toEqual(planned);
    else expect(again.out, "a shuffled catalog gives another order").not.toBe(planned.out);
    const applied = await command("apply", ...from(catalog));
    if (update) {
      writeFileSync(join(folder, "plan.json"), withoutTemplates(planned.out));
      rmSync(join(folder, "after"), { recursive: true, force: true });
      const isDocs = (path: string): boolean => !path.endsWith(".kluster-gen");
      if (about.exit !== 1) cpSync(root, join(folder, "after"), { recursive: true, filter: isDocs });
    }

    const apart = join(emptyFolder(), "docs");
    cpSync(join(folder, "before"), apart, { recursive: true });
    const there = ["--config", config, "--root", apart];
    const file = join(emptyFolder(), "plan");
    const saving = await command("plan", ...there, "--catalog", catalog, "--out", file, "--quiet");
    if (saving.code !== 1) {
      const saved = await command("apply", file, ...there);
      expect(saved.code, "a saved plan ends as a direct apply does").toBe(applied.code);
      expect(bytesOf(apart), "a saved plan leaves the same tree, its lock too").toEqual(bytesOf(root));
    }

    expect(withoutTemplates(planned.out)).toBe(readFileSync(join(folder, "plan.json"), "utf8"));
    expect([planned.code, applied.code], planned.err + applied.err).toEqual([about.exit, about.exit]);
    if (about.exit === 1) {
      expect(stateOf(root), "nothing is written when there is an error").toEqual(untouched);
      return;
    }

    const after = bytesOf(root);
    expect(filesOf(root)).toEqual(filesOf(join(folder, "after")));
    expect(after).toEqual(bytesOf(join(folder, "after")));
    const gone = Object.entries(before).map(
      ([path, bytes]) => [path, goneLines(bytes, after[path])] as const,
    );
    const lost = gone.filter(([, lines]) => lines.length > 0);
    expect(Object.fromEntries(lost), "no line changes that isn't named").toEqual(about.rewrites);
    checkLanguages(
      root,
      Object.keys(after).filter((path) => !(path in before)),
    );

    const state = stateOf(root);
    const second = await command("plan", ...from(catalog), "--format", "json");
    expect(writesOf(parsePlan(second.out)), "a second plan is empty").toEqual([]);
    const third = await command("apply", ...from(catalog));
    expect(third.code).toBe(about.exit);
    expect(stateOf(root), "a second apply writes nothing").toEqual(state);
  });
});
