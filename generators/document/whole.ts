import type { DocumentSettings } from "../../src/config/document-settings.ts";
import { packedBase } from "../../src/lock/next.ts";
import { unpacker } from "../../src/lock/pack.ts";
import { type Cause, keptFile } from "../../src/model/note.ts";
import { fileKey, type FileRecord } from "../../src/model/lock.ts";
import type { Change } from "../../src/model/plan.ts";
import { isText, type SnapshotFile } from "../../src/model/file.ts";
import { digest } from "../../src/text/digest.ts";
import type { FileContext, FilesPlan } from "../output.ts";

/** What the lock calls a document; it has no model. */
export const documentName = (path: string): string => `document/${path}`;

/** A document as it should be. */
export type WholeJob = {
  readonly kind: "document" | "samples";
  readonly document: DocumentSettings;
  readonly file: SnapshotFile | undefined;
  readonly text: string;
  /** The models that it says something new of. */
  readonly models: readonly string[];
};

type Planned = { readonly change: Change; readonly record: FileRecord | undefined };

/** Whose text is wanted, and whether people's must give way for it; undefined where a hand edit is in the way. */
const wantedText = (
  { document: { path }, file, text }: WholeJob,
  record: FileRecord | undefined,
  context: FileContext,
  merge: (base: string, mine: string, theirs: string) => string | undefined,
): string | undefined => {
  const { replaces, scope, settings, lock } = context;
  if (file === undefined || isText(file, digest(text)) || replaces(path)) return text;
  if (record?.owner !== "tool") return scope.claim(settings.claim, "") === "all" ? text : undefined;
  if (isText(file, record.digest) || isText(file, record.older)) return text;
  // What people wrote into it stays as long as nothing else changes.
  if (record.digest === digest(text)) return file.text;
  const base = record.base === null ? undefined : unpacker(lock.texts)(record.base, record.digest);
  return base === undefined ? undefined : merge(base, file.text, text);
};

/** A document: it follows the catalog, hand edits are merged where they can be, and what people wrote stays. */
export const planWhole = (
  job: WholeJob,
  template: string,
  context: FileContext,
  merge: (base: string, mine: string, theirs: string) => string | undefined,
): Planned => {
  const { document, kind, file, text, models } = job;
  const { path } = document;
  const { lock, packer, settings, scope, replaces } = context;
  const record = lock.files.get(fileKey(documentName(path), ""));
  const made = { text, digest: digest(text) };
  const before = file?.digest ?? null;
  const cause: Cause =
    file === undefined && record !== undefined
      ? "drift"
      : record !== undefined && record.template !== template
        ? "template"
        : "catalog";
  const common = { path, kind, models, cause, before } as const;
  const notes = file !== undefined && !isText(file, made.digest) ? [keptFile(path, [])] : [];
  const isClaimed = record?.owner === "tool" || scope.claim(settings.claim, "") !== "none";
  if (file !== undefined && !isClaimed && !replaces(path))
    return { change: { ...common, action: "keep", reason: "It is people's.", after: before, notes }, record };
  const wanted = settings.isProtected(path) ? file?.text : wantedText(job, record, context, merge);
  if (wanted === undefined || (file === undefined && settings.isProtected(path))) {
    const reason =
      record?.owner === "tool"
        ? "A hand edit is in the way: --replace makes it anew."
        : "The file was there before: --replace makes it anew.";
    return { change: { ...common, action: "blocked", reason, after: before }, record };
  }
  const next: FileRecord = {
    ...{ type: "file", model: "", snippet: documentName(path), path, owner: "tool", named: false },
    digest: made.digest,
    older: record !== undefined && record.digest !== made.digest ? record.digest : (record?.older ?? null),
    made: null,
    template,
    base: packedBase(record, { snippet: documentName(path), template }, made, packer),
  };
  const same = file !== undefined && (file.text === wanted || isText(file, digest(wanted)));
  if (same)
    return {
      change: {
        ...{ ...common, models: [], action: "keep", after: before, notes },
        reason: notes.length === 0 ? "It is as it would be made." : "The hand edit is kept.",
      },
      record: next,
    };
  const reason =
    cause === "template"
      ? "The template changed."
      : cause === "drift"
        ? "The file is gone."
        : "It is made from all models.";
  const action = file === undefined ? "create" : "update";
  return { change: { ...common, action, reason, after: digest(wanted), content: wanted }, record: next };
};

/** What the lock knows of documents that the config doesn't have any more: what nobody edited goes where it is asked for. */
export const planFormer = ({ lock, settings, scope, tools }: FileContext): FilesPlan => {
  const known = new Set(settings.documents.map(({ path }) => documentName(path)));
  const former = [...lock.files].filter(
    ([, { model, snippet }]) => model === "" && snippet.startsWith(documentName("")) && !known.has(snippet),
  );
  const going = scope.prunes && scope.doubt === undefined ? former : [];
  const existing = tools.readFiles(going.map(([, { path }]) => path));
  const changes = going.flatMap(([, record]): readonly Change[] => {
    const file = existing.get(record.path);
    if (
      file === undefined ||
      record.owner !== "tool" ||
      !(isText(file, record.digest) || isText(file, record.older))
    )
      return [];
    const common = { path: record.path, kind: "document", models: [], cause: "config" } as const;
    const reason = "The config doesn't ask for this file any more.";
    return [{ ...common, action: "delete", reason, before: file.digest, after: null }];
  });
  return { changes, records: [], deleted: new Set(going.map(([key]) => key)), existing };
};
