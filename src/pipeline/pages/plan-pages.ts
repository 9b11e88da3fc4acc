import { ruleSlug } from "../../catalog/slug.ts";
import { holdBackPages } from "./hold-back.ts";
import { includeOf, linkerOf } from "../../../generators/placing/links.ts";
import { type PagesPlan, planPages } from "./pages.ts";
import type { FilesPlan, MentionContext, PageContext, Scope } from "../../../generators/output.ts";
import type { Past } from "../../../generators/placing/past.ts";
import { hasLabels, labelKey, type Renaming, renamingOf } from "../../../generators/reference/renaming.ts";
import type { InlineTools } from "../../../generators/section/body.ts";
import { meantFile } from "../../page/meant-file.ts";
import { unpacker } from "../../lock/pack.ts";
import { fileKey } from "../../model/lock.ts";
import type { Snapshot } from "../../model/file.ts";
import { bounded } from "../../io/bounded.ts";
import { maxMs } from "../../io/source/catalog.ts";
import { loadRenderer } from "../../io/render.ts";
import { list, readOtherPages } from "../../io/tree.ts";
import { fail, ok } from "../../model/problem.ts";
import type { Request } from "../load/configure.ts";
import { readersFor } from "../load/nav-readers.ts";
import { replacerOf } from "../replacing.ts";
import type { Loaded, Step } from "../load/load.ts";

/** The pages that may refer to a renamed file and that the run doesn't plan anyway. */
const otherPages = ({ root, settings, jobs }: Loaded, only: Request["only"]): Snapshot =>
  readOtherPages(
    root,
    new Set([
      ...(only.has("sections") ? [...settings.sections, ...settings.counters].map(({ page }) => page) : []),
      ...(only.has("tables") ? settings.tables.map(({ page }) => page) : []),
      ...jobs.map(({ location }) => location.path),
    ]),
  );

/** What may be meant by a path: the files are listed when the first one isn't there. */
const meantIn = ({ root }: Loaded): Required<PageContext>["meant"] => {
  let files: readonly string[] | undefined;
  return (path) => meantFile(path, (files ??= list(root, "", "deep")));
};

const pastOf = (
  { lock, settings, snapshot, catalog }: Loaded,
  { gone, others, selected, claim, reclaims, prunes }: Scope,
  deleted: ReadonlySet<string>,
  { replace, leftovers, pins }: Pick<Past, "replace" | "leftovers" | "pins">,
): Past => ({
  lock,
  gone: [...gone, ...others],
  selected,
  claim,
  reclaims,
  prunes,
  pins,
  follows: selected,
  replace,
  leftovers,
  excluded: catalog.excluded.map(({ record }) => ({ ...record, slug: "", capabilities: [], templates: "" })),
  mark: (title) => settings.removal.mark.replaceAll("{title}", () => title),
  stays: (model, snippet) => lock.files.has(fileKey(snippet, model)) && !deleted.has(fileKey(snippet, model)),
  slugOf: (id) => ruleSlug(settings.slug, id),
  isThere: (include) => snapshot.has(include) || snapshot.has(`${settings.includeBase}/${include}`),
  includeOf: (model, snippet) => {
    const path = lock.files.get(fileKey(snippet, model))?.path;
    return path === undefined ? undefined : includeOf(settings.includeBase, path);
  },
});

/** Where a section's entries follow the catalog as a whole: what makes and merges them. */
const inlineTools = async ({ settings, templates, lock }: Loaded): Promise<InlineTools | undefined> => {
  const { sections } = settings;
  if (!sections.some(({ format }) => format.follows)) return undefined;
  const { merge3 } = await import("../../text/merge.ts");
  const code = sections.some(({ format }) => format.code);
  const render = code ? await loadRenderer(settings, templates) : () => fail();
  return { render, merge: merge3, unpack: unpacker(lock.texts) };
};

/** Plans pages; a pattern of the config may take for ever on a page, and is stopped then. */
const planBounded = (request: PageContext): PagesPlan => {
  const { settings, file } = request;
  if (settings.counters.every(({ pattern }) => pattern === undefined)) return planPages(request);
  const planned = bounded(maxMs, file, () => ok(planPages(request)));
  if (planned.ok) return planned.value;
  return {
    changes: [],
    records: [],
    orphans: [],
    others: new Map(),
    mentions: new Map(),
    problems: planned.problems,
  };
};

/** What the pages follow: what became of the files, what is left of models and asked to go, and how a run is done. */
export type FilesDone = Pick<FilesPlan, "changes" | "deleted"> & {
  readonly scope: Scope;
  readonly step: Step;
  readonly mentions: MentionContext | undefined;
  readonly leftovers?: Past["leftovers"];
};

/** Plans the pages, after the files: they follow what is renamed and what goes. */
export const planAllPages = async (
  loaded: Loaded,
  request: Request,
  { changes, deleted, scope, step, mentions, leftovers = new Map() }: FilesDone,
): Promise<PagesPlan> => {
  const { settings, catalog, jobs, file, lock } = loaded;
  const { only } = request;
  const renamings = changes.flatMap(({ action, from = "", path, content }): readonly Renaming[] => {
    const isRenamed = action === "rename" && from !== "";
    if (!isRenamed && (action !== "update" || content === undefined || !hasLabels(path))) return [];
    const own = isRenamed ? from : path;
    const before = loaded.snapshot.get(own)?.text ?? "";
    const renaming = renamingOf(own, path, before, content ?? before);
    const isSame = [...(renaming.labels ?? [])].every(([key, label]) => key === labelKey(label));
    return !isRenamed && isSame ? [] : [renaming];
  });
  const inline = only.has("sections") ? await inlineTools(loaded) : undefined;
  const { pins = false } = request;
  const past = pastOf(loaded, scope, deleted, { replace: replacerOf(request, loaded.root), leftovers, pins });
  const context: PageContext = {
    ...loaded,
    snapshot: mentions === undefined ? loaded.snapshot : new Map([...mentions.files, ...loaded.snapshot]),
    entries: catalog.entries,
    others: renamings.length > 0 ? otherPages(loaded, only) : new Map(),
    renamings,
    past,
    linker: linkerOf(settings, jobs, renamings, lock),
    only,
    readers: await readersFor(settings),
    file,
    mentions,
    meant: meantIn(loaded),
    step: (done, total) => step("Planning pages", done, total),
    ...(inline === undefined ? {} : { inline }),
  };
  if (scope.doubt === undefined) return planBounded(context);
  const gone = past.gone.map((each) => ({ ...each, action: "keep" as const }));
  const careful = planBounded({ ...context, past: { ...past, gone, follows: () => false } });
  return holdBackPages(planBounded(context), careful, scope.doubt);
};
