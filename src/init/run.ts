import { existsSync, readdirSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { SnippetConfig } from "../config/config.gen.ts";
import type { PartDraft } from "./types.ts";
import { templateFrom } from "./templates.ts";
import { apiAddress } from "./texts.ts";
import { isUrl, kindOf, override, readCatalog } from "../io/source/catalog.ts";
import { findSite, type Site } from "../io/init/site.ts";
import { writeNewFiles } from "../io/init/new-files.ts";
import { readTemplates } from "../io/templates.ts";
import { openRoot } from "../io/tree.ts";
import { findRecords } from "../catalog/envelope.ts";
import { autoPaging } from "../catalog/paging/settings.ts";
import { repeatedIn } from "./catalog/repeated.ts";
import { parsePath } from "../catalog/value-path.ts";
import { smallConfig } from "../model/manual.ts";
import { error, fail, type Outcome, ok, type Problem } from "../model/problem.ts";
import type { FieldValue } from "../model/entry.ts";
import type { Request } from "../pipeline/load/configure.ts";
import type { Planned } from "../pipeline/plan.ts";
import { type Read, inLists, readSentence } from "./tell.ts";
import { type Bench, planWith } from "./run-trial.ts";
import { filesOf, type InitFiles } from "./run-files.ts";
import { prove, type Proven } from "./run-prove.ts";
import { isShownBeside, unsaidBesideRoot } from "./run-beside.ts";
import { type CatalogRequest, chooseCatalog, listOf } from "./run-catalog.ts";
import { recognise, type Recognised } from "./run-recognise.ts";

/** What `init` is asked for. */
export type InitRequest = CatalogRequest &
  Pick<Request, "config" | "root"> & {
    /** A catalog whose changes are to be shown. */
    readonly tries?: string | undefined;
  };

/** What `init` found, what it would write, and how to plan with that. */
export type Init = InitFiles & {
  readonly site: Site;
  /** The command that plans with the config. */
  readonly next: string;
  readonly read: Read;
  readonly models: number;
  /** Path of their list in the catalog's document. */
  readonly list: string;
  readonly proven: Proven;
  readonly dropped: readonly string[];
  /** What the catalog that was to be tried would change; undefined where none was named. */
  readonly tried: Planned | undefined;
};

const defaultName = "kluster-onboard.config.ts";
const isConfig = /^(?:kluster-onboard|kluster-gen)\.config\.(?:[cm]?[jt]s|json|ya?ml)$/;

/** So many things that stay are told where nothing else is. */
const mostDropped = 5;

/** What is in the way: `config-exists`. */
const inTheWay = (cwd: string, name: string | undefined): Problem | undefined => {
  const found = name ?? readdirSync(cwd).find((each) => isConfig.test(each));
  if (found === undefined || !existsSync(resolve(cwd, found))) return undefined;
  return error(
    "config-exists",
    found,
    "There is a config already, and it isn't overwritten.",
    "Use it, move it away, or name another file with --config.",
  );
};

const posix = (path: string): string => path.replaceAll("\\", "/");

/** What the package's templates need to know of the platform. */
const platformVars = ({ name }: Site, { pages, found }: Recognised): Record<string, FieldValue> => {
  const snippets = found.flatMap((each) => (each.type === "section" ? [...each.snippets.values()] : []));
  const texts = [...snippets, ...[...pages.values()].map(({ text }) => text)];
  const image = texts.flatMap((text) => /https:\/\/[^\s"'<>()]+\.(?:jpe?g|png|webp)/i.exec(text) ?? [])[0];
  return {
    platform: name,
    baseUrl: apiAddress(texts) ?? "https://api.example.com/v1",
    imageUrls: [image ?? "https://example.com/image.jpg"],
  };
};

const templateOf = (snippet: SnippetConfig): string => `${snippet.kind}/text/${snippet.language}.ejs`;

type Templates = {
  readonly own: ReadonlyMap<string, string>;
  readonly usable: readonly PartDraft[];
  readonly dropped: readonly string[];
  /** Whether some are the package's. */
  readonly packaged: boolean;
};

/** Templates for the snippets that were found: the package's, or made from one that is there. */
const templatesFor = ({ found }: Recognised, packaged: ReadonlyMap<string, string>): Templates => {
  const own = new Map<string, string>();
  const dropped: string[] = [];
  let any = false;
  const usable = found.filter((part) => {
    if (part.type === "pages") own.set(templateOf(part.config), part.template);
    const snippet = part.type === "section" ? part.snippet : undefined;
    if (part.type !== "section" || snippet === undefined) return true;
    const path = templateOf(snippet);
    if (packaged.has(path)) {
      any = true;
      return true;
    }
    const made = [...part.snippets]
      .map(([{ id }, text]) => templateFrom(text, id, snippet.language))
      .find((text) => text !== undefined);
    if (made !== undefined) own.set(path, made);
    else
      dropped.push(
        `The entries in ${part.config.page} need a template that can't be made from their files: write templates/${path}, and declare ${snippet.path ?? snippet.kind} as a snippet.`,
      );
    return made !== undefined;
  });
  return { own, usable, dropped, packaged: any };
};

/** Plans with another catalog, as if the config were written. */
const tryCatalog = async (
  { cwd, env, version, tries }: InitRequest,
  { draft, lock }: Proven,
  bench: Bench,
): Promise<Outcome<Planned | undefined>> => {
  if (tries === undefined) return ok(undefined);
  const document = await readCatalog([override(tries, cwd)], { env, userAgent: `kluster-gen/${version}` });
  if (!document.ok) return document;
  return ok(await planWith(draft.config, { ...bench, document: document.value }, lock));
};

/**
 * Works out a starting config for the documentation in `cwd`; writes nothing.
 * Errors: `config-exists`, `init-no-catalog`, `init-no-models`, `init-nothing-found`, and those of reading.
 */
export const prepareInit = async (request: InitRequest): Promise<Outcome<Init>> => {
  const { cwd, env, version, config } = request;
  const blocking = inTheWay(cwd, config);
  if (blocking !== undefined) return fail(blocking);
  const site = findSite(
    cwd,
    request.root === undefined ? undefined : posix(relative(cwd, resolve(cwd, request.root))) || ".",
  );
  const root = openRoot(resolve(cwd, site.root), site.root);
  if (!root.ok) return root;
  const chosen = await chooseCatalog(request, site.root, root.value);
  if (!chosen.ok) return chosen;
  const { catalog, made, document } = chosen.value;
  const listed = listOf(document);
  const packaged = readTemplates(undefined, "");
  if (!packaged.ok) return packaged;
  const kinds = [...new Set([...packaged.value.texts.keys()].map((path) => path.split("/")[0] ?? ""))];
  const recognised = await recognise(root.value, listed, {
    includeBases: site.includeBases,
    kinds,
    catalogFile: posix(relative(resolve(cwd, site.root), resolve(cwd, catalog))),
  });
  // What isn't found in the folder that is usual may stand elsewhere.
  const isGuessed = request.root === undefined && site.root !== ".";
  const orElsewhere = async (problem: Problem): Promise<Outcome<Init>> => {
    const wide = isGuessed ? await prepareInit({ ...request, root: "." }) : undefined;
    return wide?.ok === true ? wide : fail(problem);
  };
  if (recognised === undefined) {
    const repeated = repeatedIn(listed);
    return orElsewhere(
      error(
        "init-no-models",
        catalog,
        repeated ?? "There is no list of models in it.",
        repeated === undefined
          ? "Name a JSON or YAML document with a list of objects that have an ID."
          : "Give each record an ID of its own, or write the config by hand with the fields that tell them apart as `catalog.key`.",
      ),
    );
  }
  // A menu or README that stands beside the pages' folder is in reach of a config from the folder of both.
  if (isGuessed && isShownBeside(cwd, site.root, recognised.catalog))
    return prepareInit({ ...request, root: "." });
  const { shape } = recognised;
  const { value, label, parts = [{ value, label }] } = document;
  const envelope = { list: parsePath(shape.list), keyField: shape.keyField, paging: autoPaging };
  const whole = findRecords(parts, envelope);
  // A page of a list would be taken for all there is.
  if (!whole.ok && whole.problems.some(({ code }) => code === "catalog-incomplete"))
    return fail(...whole.problems);
  const templates = templatesFor(recognised, packaged.value.texts);
  const file = config ?? defaultName;
  // What a config says of files is from its own folder.
  const within = (path: string): string =>
    posix(relative(dirname(resolve(cwd, file)), resolve(cwd, path))) || ".";
  const findings = {
    ...recognised,
    root: within(site.root),
    source: isUrl(catalog) ? { url: catalog } : { [kindOf(catalog)]: within(catalog) },
    found: templates.usable,
    vars: templates.packaged ? platformVars(site, recognised) : {},
    templates: templates.own.size === 0 ? undefined : within("templates"),
    images: templates.packaged,
  };
  const bench = { cwd, env, version, file, templates: templates.own, document };
  const proven = await prove(findings, bench);
  const beside = isGuessed
    ? unsaidBesideRoot(
        cwd,
        { root: site.root, catalog: posix(relative(cwd, resolve(cwd, catalog))) },
        shape.models,
      )
    : [];
  const dropped = [...recognised.unsaid, ...templates.dropped, ...proven.dropped, ...beside];
  if (proven.kept.length === 0 && (proven.draft.config.counters ?? []).length === 0) {
    return orElsewhere(
      error(
        "init-nothing-found",
        site.root,
        dropped.length > 0
          ? `Nothing that this ${site.kind} documentation shows of the ${shape.models.length} models of ${catalog} can be kept as it is.`
          : `No page of this ${site.kind} documentation has a table or a list of entries with ${shape.models.length === 1 ? "the only model" : `at least two of the ${shape.models.length} models`} of ${catalog}${inLists(shape.list)}. ${readSentence(recognised.read)}`,
        dropped.length > 0
          ? dropped.slice(0, mostDropped).join(" ")
          : `Check --root and --catalog, or write the config by hand: ${smallConfig} shows a small one.`,
      ),
    );
  }
  const models = shape.models.length;
  const files = filesOf({ cwd, file, site, proven, dropped, models, own: templates.own });
  const tried = await tryCatalog(request, proven, bench);
  if (!tried.ok) return tried;
  return ok(
    {
      ...files,
      // The catalog that was made of the pages is one to go on with.
      files: new Map([...(made === undefined ? [] : [[catalog, made] as const]), ...files.files]),
      site,
      read: recognised.read,
      models,
      list: shape.list,
      proven,
      dropped,
      tried: tried.value,
      next: `kluster-gen plan${isConfig.test(file) ? "" : ` --config ${file}`}`,
    },
    chosen.problems,
  );
};

/** Writes what `prepareInit` worked out; returns what went wrong. */
export const writeInit = (cwd: string, { files }: Init): Problem | undefined => writeNewFiles(cwd, files);
