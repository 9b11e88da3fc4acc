import { holdBackPages } from "./hold-back.ts";
import { includeOf } from "../../generators/placing/items.ts";
import { type PagesPlan, planPages } from "./pages.ts";
import type { PagesRequest } from "../../generators/target.ts";
import type { Past } from "../../generators/placing/past.ts";
import type { Renaming } from "../../generators/reference/index.ts";
import type { InlineTools } from "../../generators/section/target.ts";
import { unpacker } from "../lock/pack.ts";
import { fileKey } from "../model/lock.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { bounded } from "../io/bounded.ts";
import { maxMs } from "../io/source/catalog.ts";
import { loadRenderer } from "../io/render.ts";
import { readOtherPages } from "../io/tree.ts";
import { fail, ok } from "../model/problem.ts";
import type { Request } from "./configure.ts";
import { readersFor } from "./nav-readers.ts";
import type { FilesPlan } from "./plan-files.ts";
import { replacerOf } from "./replacing.ts";
import type { Scope } from "./scope.ts";
import type { Ground, Step } from "./survey.ts";

/** The pages that may refer to a renamed file and that the run doesn't plan anyway. */
const otherPages = ({ root, settings, jobs }: Ground, only: Request["only"]): Snapshot =>
  readOtherPages(
    root,
    new Set([
      ...(only.has("sections") ? [...settings.sections, ...settings.counters].map(({ page }) => page) : []),
      ...(only.has("tables") ? settings.tables.map(({ page }) => page) : []),
      ...jobs.map(({ location }) => location.path),
    ]),
  );

const pastOf = (
  { lock, settings, snapshot }: Ground,
  { gone, others, selected, claim, prunes }: Scope,
  { removed: { deleted } }: FilesPlan,
  { replace, leftovers }: Pick<Past, "replace" | "leftovers">,
): Past => ({
  lock,
  gone: [...gone, ...others],
  selected,
  claim,
  prunes,
  follows: selected,
  replace,
  leftovers,
  mark: (title) => settings.removal.mark.replaceAll("{title}", () => title),
  stays: (model, snippet) => lock.files.has(fileKey(snippet, model)) && !deleted.has(fileKey(snippet, model)),
  isThere: (include) => snapshot.has(include) || snapshot.has(`${settings.includeBase}/${include}`),
  includeOf: (model, snippet) => {
    const path = lock.files.get(fileKey(snippet, model))?.path;
    return path === undefined ? undefined : includeOf(settings.includeBase, path);
  },
});

/** Where a section's entries follow the catalog as a whole: what makes and merges them. */
const inlineTools = async ({ settings, templates, lock }: Ground): Promise<InlineTools | undefined> => {
  const { sections } = settings;
  if (!sections.some(({ format }) => format.follows)) return undefined;
  const { merge3 } = await import("../text/merge.ts");
  const code = sections.some(({ format }) => format.code);
  const render = code ? await loadRenderer(settings, templates) : () => fail();
  return { render, merge: merge3, unpack: unpacker(lock.texts) };
};

/** Plans pages; a pattern of the config may take for ever on a page, and is stopped then. */
const planBounded = (request: PagesRequest): PagesPlan => {
  const { settings, file } = request;
  if (settings.counters.every(({ pattern }) => pattern === undefined)) return planPages(request);
  const planned = bounded(maxMs, file, () => ok(planPages(request)));
  if (planned.ok) return planned.value;
  return {
    changes: [],
    notes: new Map(),
    records: [],
    strangers: [],
    others: new Map(),
    problems: planned.problems,
  };
};

/** Plans the pages, after the files, with what is left of models and asked to go: they follow what is renamed and what goes. */
export const planAllPages = async (
  ground: Ground,
  request: Request,
  scope: Scope,
  files: FilesPlan,
  step: Step,
  leftovers: Past["leftovers"] = new Set(),
): Promise<PagesPlan> => {
  const { settings, catalog, jobs, snapshot, file } = ground;
  const { only } = request;
  const renamings = files.snippets.changes.flatMap(({ action, from, path: to }): readonly Renaming[] =>
    action === "rename" && from !== undefined ? [{ from, to }] : [],
  );
  const inline = only.has("sections") ? await inlineTools(ground) : undefined;
  const past = pastOf(ground, scope, files, { replace: replacerOf(request, ground.root), leftovers });
  const pages: PagesRequest = {
    settings,
    entries: catalog.entries,
    jobs,
    snapshot,
    others: renamings.length > 0 ? otherPages(ground, only) : new Map(),
    renamings,
    past,
    sections: only.has("sections"),
    tables: only.has("tables"),
    readers: await readersFor(settings),
    file,
    step: (done, total) => step("Planning pages", done, total),
    ...(inline === undefined ? {} : { inline }),
  };
  if (scope.doubt === undefined) return planBounded(pages);
  const gone = past.gone.map((each) => ({ ...each, action: "keep" as const }));
  const careful = planBounded({ ...pages, past: { ...past, gone, follows: () => false } });
  return holdBackPages(planBounded(pages), careful, scope.doubt);
};
