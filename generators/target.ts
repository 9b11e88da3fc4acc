import type { SurveyedJob } from "../src/catalog/job.ts";
import type { Place, Settings } from "../src/config/settings.ts";
import type { PlaceRecords } from "../src/lock/next.ts";
import type { Entry } from "../src/model/entry.ts";
import type { Outcome } from "../src/model/problem.ts";
import type { Snapshot } from "../src/model/snapshot.ts";
import type { Page } from "../src/page/markdown.ts";
import type { Region } from "../src/page/region.ts";
import type { Edit } from "../src/page/splice.ts";
import type { NavReaders } from "./navigation/index.ts";
import type { Changes } from "./placing/changes.ts";
import type { Past, Stranger } from "./placing/past.ts";
import type { Renaming } from "./reference/index.ts";
import type { InlineTools } from "./section/target.ts";

/** What all targets of all pages are planned from. */
export type PagesRequest = {
  readonly settings: Settings;
  readonly entries: readonly Entry[];
  readonly jobs: readonly SurveyedJob[];
  readonly snapshot: Snapshot;
  /** Pages that are no target and refer to renamed files. */
  readonly others: Snapshot;
  readonly renamings: readonly Renaming[];
  readonly past: Past;
  readonly sections: boolean;
  readonly tables: boolean;
  /** What entries whose text follows the catalog are made with; undefined where there are none. */
  readonly inline?: InlineTools;
  readonly readers: NavReaders;
  /** Name of the config, for problems. */
  readonly file: string;
  /** Told before each page how many are done. */
  readonly step?: (done: number, total: number) => void;
};

/** A section, table or counter of a page, and how it is planned. */
export type Target = {
  readonly place: Place;
  readonly kind: "section" | "table" | "counter";
  readonly plan: (
    page: Page,
    region: Region,
  ) => Outcome<
    Changes & Pick<PlaceRecords, "records" | "bodies"> & { readonly strangers: readonly Stranger[] }
  >;
  /** The edits alone of another plan, of a page as it was just planned; `made` is what the lock will have of the place then. */
  readonly edits: (page: Page, region: Region, made: PlaceRecords["records"]) => Outcome<readonly Edit[]>;
};
