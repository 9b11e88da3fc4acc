import type { CatalogDocuments, RecordCheck } from "../../catalog/adapt.ts";
import type { DocumentPart, EnvelopeSettings } from "../../catalog/envelope.ts";
import type { Overlay } from "../../catalog/join.ts";
import type { SourceSettings } from "../../config/catalog-settings.ts";
import type { Settings } from "../../config/settings.ts";
import { sourceOf } from "../../config/to-settings/catalog.ts";
import { placeOf } from "../../config/validate.ts";
import { recordSchemaDigest } from "../../config/validators.gen.js";
import { type Outcome, type Problem, fail, ok, refuse } from "../../model/problem.ts";
import { digest } from "../../text/digest.ts";
import { parseJson } from "../../text/json.ts";
import { parseDocument, readCatalogFile } from "./document.ts";
import type { CatalogDocument, Source, SourceContext } from "./types.ts";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const readSource = async (source: Source, context: SourceContext): Promise<Outcome<CatalogDocument>> => {
  // Network code costs tens of milliseconds to load, which a plan from a file must not pay.
  if (source.type === "files") return (await import("./files.ts")).readCatalogFiles(source);
  if (source.type === "url") return (await import("./pages.ts")).readPages(source, context);
  const read = readCatalogFile(source);
  return read.ok ? parseDocument(read.value, source.label, source.format) : read;
};

/**
 * Reads the catalog from the first source that answers with a document. The problems of sources that
 * failed before it come along as warnings; when every source fails, all their problems are errors.
 * Never rejects for anything that a file, a server or the environment does.
 */
export const readCatalog = async (
  sources: readonly Source[],
  context: SourceContext,
): Promise<Outcome<CatalogDocument>> => {
  const failures: Problem[] = [];
  for (const source of sources) {
    const outcome = await readSource(source, context);
    if (outcome.ok) {
      const warnings = failures.map((problem): Problem => ({ ...problem, severity: "warning" }));
      return ok(outcome.value, [...warnings, ...outcome.problems]);
    }
    failures.push(...outcome.problems);
  }
  return failures.length > 0
    ? fail(...failures)
    : refuse("catalog-no-source", "catalog", "No catalog source is given.", "Name a file or a URL.");
};

type Validate = {
  (value: unknown): unknown;
  errors?:
    | readonly { readonly instancePath: string; readonly keyword: string; readonly params: unknown }[]
    | null;
};

const checkWith =
  (validate: Validate): RecordCheck =>
  (record) => {
    if (validate(record) === true) return [];
    return (validate.errors ?? []).map(({ instancePath, keyword, params }) => {
      const place = instancePath === "" ? "The record" : `\`${placeOf(instancePath)}\``;
      return `${place} doesn't satisfy the record schema: ${keyword} ${JSON.stringify(params)}.`;
    });
  };

/** The check that a record schema asks for. The package's own schema is compiled ahead of time, others when they are used. */
const recordCheck = async (
  folder: string,
  schema: string | undefined,
  file: string,
): Promise<Outcome<RecordCheck>> => {
  if (schema === undefined) return ok(() => []);
  try {
    const bytes = readFileSync(resolve(folder, schema));
    if (digest(bytes) === recordSchemaDigest)
      return ok(checkWith((await import("../../catalog/validate-record.gen.js")).validateRecord));
    const parsed = parseJson(bytes.toString("utf8"), schema);
    if (!parsed.ok) return parsed;
    const { Ajv } = await import("ajv");
    const { value } = parsed;
    if (typeof value !== "object" || value === null) throw new Error("it is not an object");
    return ok(
      checkWith(
        new Ajv({ allErrors: true, allowUnionTypes: true, messages: false, strict: false }).compile(value),
      ),
    );
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.split("\n", 1)[0] : "";
    return refuse(
      "catalog-bad-schema",
      `${file}: catalog.recordSchema`,
      `The schema ${schema} can't be used: ${detail}.`,
      "Correct the path or the schema.",
    );
  }
};

/** Rules take microseconds for a model; this is for those that would never end. */
export const maxMs = 20_000;

export const isUrl = (text: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(text);

const fromSettings = (source: SourceSettings, folder: string, envelope?: EnvelopeSettings): Source => {
  if (source.type === "files") return { ...source, folder };
  if (source.type === "url") return { ...source, envelope };
  return { ...source, path: resolve(folder, source.path), label: source.path };
};

/** Which key of a config's source holds what --catalog names. */
export const kindOf = (given: string): "url" | "files" | "file" =>
  isUrl(given) ? "url" : given.includes("*") ? "files" : "file";

/** The source that --catalog names in place of those of the config: a URL goes by the default limits, without a key. */
export const override = (given: string, cwd: string, envelope?: EnvelopeSettings): Source =>
  fromSettings(sourceOf({ [kindOf(given)]: given }), cwd, envelope);

const partsOf = ({ value, label, parts }: CatalogDocument): readonly DocumentPart[] =>
  parts ?? [{ value, label }];

/** Reads the sources that are joined with the catalog; unlike the catalog's own, each must answer. */
const readOverlays = async (
  settings: Settings,
  folder: string,
  context: SourceContext,
): Promise<Outcome<readonly Overlay[]>> => {
  const overlays: Overlay[] = [];
  const problems: Problem[] = [];
  for (const merge of settings.merge) {
    const read = await readCatalog([fromSettings(merge.source, folder, merge)], context);
    problems.push(...read.problems);
    if (read.ok) overlays.push({ settings: merge, label: read.value.label, parts: partsOf(read.value) });
  }
  return overlays.length < settings.merge.length ? fail(...problems) : ok(overlays, problems);
};

/** Where a run stands: the folder of its config, and what the command line says. */
export type CatalogRequest = Pick<SourceContext, "env" | "userAgent" | "signal"> & {
  readonly cwd: string;
  /** Absolute folder of the config. */
  readonly folder: string;
  /** Name of the config in problems. */
  readonly file: string;
  readonly catalog: string | undefined;
  /** A document that was read already. */
  readonly document?: CatalogDocument | undefined;
};

/** What was read of a catalog: its documents, with those joined to it, and the check that each record has to pass. */
export type ReadDocuments = CatalogDocuments & { readonly check: RecordCheck };

/** Reads the documents of the catalog and of the sources that are joined with it, and the record schema. */
export const readDocuments = async (
  settings: Settings,
  request: CatalogRequest,
): Promise<Outcome<ReadDocuments>> => {
  const { cwd, folder, file, catalog, env, userAgent, signal, document } = request;
  const context = { env, userAgent, signal };
  const check = await recordCheck(folder, settings.recordSchema, file);
  const sources =
    catalog === undefined
      ? settings.sources.map((source) => fromSettings(source, folder, settings))
      : [override(catalog, cwd, settings)];
  const read = document === undefined ? await readCatalog(sources, context) : ok(document);
  const overlays = await readOverlays(settings, folder, context);
  if (!check.ok || !read.ok || !overlays.ok)
    return fail(...check.problems, ...read.problems, ...overlays.problems);
  const { label } = read.value;
  return ok({ label, parts: partsOf(read.value), overlays: overlays.value, check: check.value }, [
    ...read.problems,
    ...overlays.problems,
  ]);
};
