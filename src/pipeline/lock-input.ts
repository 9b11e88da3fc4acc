import type { PagesPlan } from "./pages/pages.ts";
import type { LockChanges } from "../lock/next.ts";
import type { GroupPacker } from "../lock/pack.ts";
import { fileKey } from "../model/lock.ts";
import type { Change } from "../model/plan.ts";
import type { Entry } from "../model/entry.ts";
import type { RelativePath } from "../model/file.ts";
import type { FilesPlan, MentionContext, Scope } from "../../generators/output.ts";
import type { Loaded } from "./load/load.ts";
import { mentionRecords } from "./pages/mentions.ts";

/** What a plan found out, before it is decided what the lock records of it. */
export type Findings = Pick<FilesPlan, "records" | "deleted"> & {
  readonly pages: PagesPlan;
  readonly changes: readonly Change[];
  readonly scope: Scope;
  /** Whether all of the documentation was planned: only then a model's new fields are taken over. */
  readonly whole: boolean;
  /** Whether the run writes the entries of documents: what it takes over without them would never be told. */
  readonly tells: boolean;
  readonly packer: GroupPacker;
  /** Undefined where the run isn't about names of models. */
  readonly mentions: MentionContext | undefined;
};

/** What the lock is to record when the plan was applied. */
export const lockChangesOf = (
  loaded: Loaded,
  { records, deleted, pages, changes, scope, whole, tells, packer, mentions }: Findings,
): LockChanges => {
  const { lock, catalog, namedFields } = loaded;
  const blocked = changes.filter(({ action, kind }) => action === "blocked" && kind === "snippet");
  const untouched = new Set(blocked.map(({ path }) => path));
  const pathOf = (key: string): RelativePath => lock.files.get(key)?.path ?? "";
  // What is recorded already stays as it is while the catalog is doubtful, and where something is blocked:
  // so every run tells the same cause.
  const telling = loaded.settings.documents.some(({ of }) => of === "changes");
  const complete = whole && scope.doubt === undefined && (tells || !telling);
  const waiting = new Set(blocked.flatMap(({ models }) => models));
  const takesOver = ({ id }: Entry): boolean =>
    (!telling && !lock.models.has(id)) || (complete && !waiting.has(id));
  return {
    files: records.filter(
      ({ path, snippet, model }) => !untouched.has(path) && !untouched.has(pathOf(fileKey(snippet, model))),
    ),
    deleted,
    places: pages.records,
    entries: catalog.entries
      .filter((entry) => scope.selected(entry) && takesOver(entry))
      .map((entry) => ({
        ...entry,
        fields: new Map([...entry.fields].filter(([name]) => namedFields.has(name))),
      })),
    gone: complete ? scope.gone : [],
    doubtful: scope.doubt !== undefined,
    packer,
    mentions: mentions === undefined ? undefined : mentionRecords(loaded, mentions, pages, scope),
  };
};
