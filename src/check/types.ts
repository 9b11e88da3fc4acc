import type { Block } from "../page/block.ts";
import type { Catalog, LocatedJob } from "../catalog/entries.ts";
import type { Lock } from "../model/lock.ts";
import type { Edit, Page } from "../page/page.ts";
import type { Region } from "../page/region.ts";
import type { SectionSettings, Settings } from "../config/settings.ts";
import type { RelativePath, Snapshot } from "../model/file.ts";
import type { Change } from "../model/plan.ts";
import type { Severity } from "../model/problem.ts";
import type { Entry } from "../model/entry.ts";
import type { MentionContext } from "../../generators/output.ts";
import type { Item } from "../../generators/section/made.ts";
import type { Header } from "../../generators/placing/headers.ts";
import type { Matched } from "../../generators/table/match.ts";
import type { Include } from "./includes.ts";
import type { RuleName } from "../config/checks.ts";

/** Something that a rule found, in one line of one file. */
export type Found = {
  readonly path: RelativePath;
  /** Counts from 1. */
  readonly line: number;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly fix: string;
  /** The edits to the file that mend it, where that is mechanical; empty when another finding's edits mend it too. */
  readonly mend?: readonly Edit[];
  /** How much it matters whatever its rule is set to: for what is allowed, and yet may be a slip. */
  readonly severity?: Severity;
};

/** A finding, with the rule that made it. */
export type Finding = Found & { readonly rule: RuleName; readonly severity: Severity };

/** What is judged: everything that was read. */
export type CheckInput = {
  readonly settings: Settings;
  readonly catalog: Catalog;
  readonly lock: Lock;
  readonly jobs: readonly LocatedJob[];
  /** The pages that the settings name, and the files of declared kinds. */
  readonly snapshot: Snapshot;
  /** The documentation's other pages. */
  readonly others: Snapshot;
  /** The paths of all pages, and of files beside them. */
  readonly paths: () => readonly RelativePath[];
  /** Files that pages include and that are neither of these. */
  readonly cited: Snapshot;
  /** What names of models are judged by; undefined where nobody asked. */
  readonly mentions?: MentionContext | undefined;
  /** What lets the changes of a model through that are held back; undefined where nothing holds them. */
  readonly held?: ((model: string) => string | undefined) | undefined;
  /** Why the catalog is doubtful as a whole: then an apply takes nothing out. */
  readonly doubt?: string | undefined;
  /** What an apply would change and leaves, as people wrote into it; undefined where nobody asked. */
  readonly blocked?: readonly Change[] | undefined;
  /** Whether a record of the catalog has no ID: it may be the one of a model that seems to have left. */
  readonly hasUnnamed?: boolean | undefined;
  /** Where, as files or lines of pages, `plan` says that something of a model that left may stay. */
  readonly stays?: ReadonlySet<string> | undefined;
  /** The models that left and stay, as the config says. */
  readonly staying?: ReadonlySet<string> | undefined;
  /** Name of the config, for problems. */
  readonly file: string;
};

/** A section of a page, its entries, and whose they are. */
export type SectionScene = {
  readonly settings: SectionSettings;
  /** The page, or the inside of the block quote that the entries are in. */
  readonly page: Page;
  readonly region: Region;
  readonly items: readonly Item[];
  readonly blocks: readonly Block[];
  /** What its region cites outside of the entries, in forms of people's own. */
  readonly stray: ReadonlySet<string>;
  /** The models whose heading has another level than entries have. */
  readonly elsewhere: ReadonlyMap<string, number>;
  /** The lines that are headers of groups. */
  readonly headers: readonly Header[];
  /** The models that a block is about: by the files that it cites, or by its title. */
  readonly owners: ReadonlyMap<Block, readonly Entry[]>;
};

/** A table of a page, and where it stands. */
export type TableScene = {
  readonly matched: Matched;
  readonly page: Page;
  readonly region: Region;
  /** The header that it stands under, where each group has a table of its own. */
  readonly header?: Header;
};

/** The documentation as the rules see it: every page scanned once, every place found. */
export type Scene = CheckInput & {
  readonly pages: ReadonlyMap<RelativePath, Page>;
  readonly sections: readonly SectionScene[];
  readonly tables: readonly TableScene[];
  /** Every include of every file. */
  readonly includes: readonly Include[];
  /** Places of the settings that the pages don't have. */
  readonly missing: readonly Found[];
};

/** A rule: pure, and alone responsible for what it reports. */
export type Rule = {
  readonly name: RuleName;
  readonly judge: (scene: Scene) => readonly Found[];
};
