import type { LocatedJob } from "../src/catalog/entries.ts";
import type { Place, Settings } from "../src/config/settings.ts";
import type { Gone } from "../src/lock/gone.ts";
import type { PlaceRecords } from "../src/lock/next.ts";
import type { GroupPacker } from "../src/lock/pack.ts";
import type { FileRecord, Lock, MentionRecord } from "../src/model/lock.ts";
import type { Entry } from "../src/model/entry.ts";
import type { RelativePath, Snapshot } from "../src/model/file.ts";
import type { Change, Kind, Part } from "../src/model/plan.ts";
import type { Outcome } from "../src/model/problem.ts";
import type { Page } from "../src/page/page.ts";
import type { Region } from "../src/page/region.ts";
import type { ApiTexts } from "./api/load.ts";
import type { DocumentData } from "../src/text/template/data.ts";
import type { MentionIndex } from "./mention/index.ts";
import type { DataReaders } from "../src/text/data/node.ts";
import type { Changes, Orphan, Past } from "./placing/past.ts";
import type { Linker } from "./placing/links.ts";
import type { Renaming } from "./reference/renaming.ts";
import type { InlineTools } from "./section/body.ts";

/** A kind of output: all that planner, lock and reports know of it. It has files, or places in pages, or whole pages. */
export type Output = {
  readonly kind: Kind;
  /** What reports call its changes: `Page sections`. */
  readonly title: string;
  /** What `--only` calls it. */
  readonly part: Part;
  /** Plans files of its own; they come before all pages, which follow what is renamed and what goes. */
  readonly planFiles?: (context: FileContext) => Promise<Outcome<FilesPlan>>;
  /** Its places in pages, each planned together with all others of its page. */
  readonly targets?: (context: PageContext) => readonly PageTarget[];
  /** Plans pages in which it stands alone. */
  readonly planPages?: (context: PageContext) => readonly Outcome<PlannedPage | undefined>[];
};

/** What a run is about: the entries that it is for, the models that left, and whether the catalog is to be believed. */
export type Scope = Pick<Past, "gone" | "selected" | "claim" | "reclaims" | "prunes"> & {
  /** Whether the run is about some models only. */
  readonly limited: boolean;
  /** The models that were asked for and that neither catalog nor lock knows: what may be left of them. */
  readonly strays: readonly string[];
  /** Models that left and that the run isn't about: what is theirs stays as it is, and theirs. */
  readonly others: readonly Gone[];
  /** Why the catalog is doubtful; undefined when it isn't. */
  readonly doubt: string | undefined;
};

/** What planning files takes from outside, asked for only where it is needed. */
export type FileTools = {
  readonly loadRenderer: () => Promise<InlineTools["render"]>;
  readonly loadDocumentRenderer: () => Promise<
    (template: string, language: string, data: DocumentData) => Outcome<string>
  >;
  readonly loadDataReaders: () => Promise<DataReaders>;
  /** The pages of the documentation but those in `known`. */
  readonly readOtherPages: (known: ReadonlySet<RelativePath>) => Snapshot;
  readonly readFiles: (paths: readonly RelativePath[]) => Snapshot;
  /** The description of the API and its overlays, and the files that it refers to. */
  readonly readApi: () => Outcome<ApiTexts>;
  readonly readReferred: (path: string) => Outcome<string>;
  /** Told how far a part of the work is. */
  readonly step: (what: string, done: number, total: number) => void;
};

/** What everything is planned from. */
type Context = {
  readonly settings: Settings;
  readonly entries: readonly Entry[];
  readonly jobs: readonly LocatedJob[];
  readonly snapshot: Snapshot;
  readonly only: ReadonlySet<Part>;
  /** Name of the config, for problems. */
  readonly file: string;
};

/** What files are planned from. */
export type FileContext = Context & {
  readonly lock: Lock;
  /** The templates' texts, by path. */
  readonly templates: ReadonlyMap<string, string>;
  readonly scope: Scope;
  /** The models that the run is limited to; empty for all. */
  readonly models: readonly string[];
  /** Whether hand edits of a file give way, as --replace asks. */
  readonly replaces: (path: RelativePath) => boolean;
  /** Files without a record that are as the tool would make them become the tool's. */
  readonly adopt: boolean;
  /** Files that differ from what would be made, and that no lock knows, count as edited by people. */
  readonly pins?: boolean;
  /** What becomes of pages when the files go that are to; undefined where that isn't known yet. */
  readonly planned?: readonly Change[];
  readonly packer: GroupPacker;
  /** The tool's version. */
  readonly version: string;
  readonly tools: FileTools;
};

/** What becomes of files, and what the lock is to record of them. */
export type FilesPlan = {
  readonly changes: readonly Change[];
  readonly records: readonly FileRecord[];
  /** Keys of the records whose files go. */
  readonly deleted: ReadonlySet<string>;
  /** Files as they are, of which the snapshot knows nothing. */
  readonly existing: Snapshot;
};

/** What all places of all pages are planned from. */
export type PageContext = Context & {
  /** Pages that no output has a place in and that may refer to renamed files. */
  readonly others: Snapshot;
  readonly renamings: readonly Renaming[];
  readonly past: Past;
  readonly linker: Linker;
  /** What entries whose text follows the catalog are made with; undefined where there are none. */
  readonly inline?: InlineTools;
  readonly readers: DataReaders;
  /** What names of models are judged by, and the files that they are looked for in; undefined where nobody asked. */
  readonly mentions?: MentionContext | undefined;
  /** A question, where a file that is there was probably meant by the path of one that isn't; "" for none. */
  readonly meant?: (path: RelativePath) => string;
  /** Called before each page how many are done. */
  readonly step?: (done: number, total: number) => void;
};

/** What names of models are planned from. */
export type MentionContext = {
  readonly index: MentionIndex;
  readonly files: Snapshot;
  /** Whether the run is limited to some models. */
  readonly limited: boolean;
};

/** A place in a page; what it holds of every model is made when the page is planned, and not longer held. */
export type PageTarget = { readonly page: RelativePath; readonly make: () => Target };

/** Names of models that are the tool's, where a place is about them. */
export type MentionsMade = { readonly mentions?: readonly MentionRecord[] };

/** What changes at a place, and what the lock is to record of it. */
export type TargetPlan = Changes &
  Pick<PlaceRecords, "records" | "bodies" | "places"> & {
    readonly orphans: readonly Orphan[];
    /** Which of several tables of one place it is about. */
    readonly reach?: string;
  } & MentionsMade;

/** A place of a page, and how it is planned. */
export type Target = {
  readonly place: Place;
  readonly kind: Kind;
  /** What the lock calls the place, where that isn't the place's own name. */
  readonly called?: string;
  /** What the records of the place are; undefined where nothing is recorded of it. */
  readonly records: PlaceRecords["kind"] | undefined;
  /** `made` is what the lock will have of the place, where the page is as it was just planned. */
  readonly plan: (page: Page, region: Region, made?: PlaceRecords["records"]) => Outcome<TargetPlan>;
  /** The edits alone of a page as it was just planned. Left out: `plan` does. */
  readonly replan?: (
    page: Page,
    region: Region,
    made: PlaceRecords["records"],
  ) => Outcome<Pick<Changes, "edits">>;
};

/** What becomes of one page, and what the lock is to record of it. */
export type PlannedPage = MentionsMade & {
  readonly change: Change;
  readonly records: readonly PlaceRecords[];
  readonly orphans: readonly Orphan[];
};
