import type { FieldValue } from "../model/entry.ts";
import type { RelativePath } from "../model/file.ts";
import type { Claim } from "../model/lock.ts";
import type { Problem } from "../model/problem.ts";
import type { Format } from "../page/format.ts";
import type { DataStep } from "../text/data/node.ts";
import type { Pipeline } from "../text/text-rules.ts";
import type { CatalogSettings } from "./catalog-settings.ts";
import type { CheckLevel } from "./checks.ts";
import type { ClientConfig, Predicate, VerifyConfig } from "./config.gen.ts";
import type { DocumentSettings } from "./document-settings.ts";
import type { Expression } from "./expression.ts";
import type { MentionSettings } from "./mention-settings.ts";
import type { Grouping, Order } from "./order-settings.ts";
import type { PathPattern } from "./path-pattern.ts";
import type { PolicySettings, RemovalSettings } from "./policy-settings.ts";
import type { Test } from "./predicate.ts";
import type { Place, TableSettings } from "./table-settings.ts";

/** A `where` of the config, and the fields that it tests, those of the capabilities that it names included. */
export type WhereSettings = {
  /** Place in the config: `tables[0].where`. */
  readonly place: string;
  readonly fields: ReadonlySet<string>;
  readonly test: Test;
  /** The page whose entries or rows it selects; undefined for snippets. */
  readonly page: RelativePath | undefined;
};

export type { ColumnSettings, MadeRow, Place, RowSettings, TableSettings } from "./table-settings.ts";

/** How an ID becomes a slug, now (`rules`) and before (`was`), where that was another way. */
export type SlugSettings = {
  readonly rules: Pipeline;
  readonly was: Pipeline | undefined;
  readonly aliases: ReadonlyMap<string, string>;
  readonly clash: "problem" | "owner" | "digest" | "owner-digest";
};

/** A capability: when it holds, and the template set that it chooses. */
export type CapabilitySettings = {
  readonly name: string;
  /** The rule as the config has it, for `explain`; undefined when it always holds. */
  readonly when: Predicate | undefined;
  readonly test: Test;
  readonly templates: string | undefined;
};

/** A snippet for each model, wherever it goes; `id` is `<kind>/<language>`. */
export type InlineSettings = {
  readonly id: string;
  readonly kind: string;
  readonly language: string;
  readonly sets: ReadonlySet<string> | undefined;
  readonly template: string;
  readonly where: Test;
  /** Place in the config, for problems: `snippets[2]`. */
  readonly declared: string;
};

/** One snippet file for each model. */
export type SnippetSettings = InlineSettings & {
  readonly path: PathPattern;
  readonly aliases: readonly PathPattern[];
};

/** A page section with one entry for each model; `snippet` is undefined where entries are made from fields alone. */
export type SectionSettings = Place & {
  readonly snippet: string | undefined;
  /** Whether an include path leads to a file of that kind; left out where no file is shown. */
  readonly shows?: (include: string) => boolean;
  readonly format: Format;
  readonly title: Expression;
  readonly fence: string;
  readonly order: Order;
  readonly group: Grouping | undefined;
  readonly test: Test;
  readonly claim: Claim;
  /** What is to be said instead of writing a title that would lose what it says. */
  readonly suspect?: Problem;
  /** The same of what else an entry shows of the model. */
  readonly bodySuspect?: Problem;
};

/** What stands in a navigation list for a model: a text, or keys with values. */
export type NavItemSettings =
  | { readonly type: "text"; readonly value: Expression }
  | {
      readonly type: "map";
      readonly pairs: readonly (readonly [key: Expression, value: Expression | number | boolean])[];
    };

/** A list of a navigation file, with one element for each model. */
export type NavigationSettings = {
  readonly file: RelativePath;
  readonly path: readonly DataStep[];
  readonly item: NavItemSettings;
  /** The blank line that the item ends with. */
  readonly gap?: string;
  /** Index of the pair of a map that elements are recognised by. */
  readonly key: number;
  /** Folder that the pages of the file are relative to; "" is the root. */
  readonly base: RelativePath;
  /** The snippets whose files the item links to: `<kind>/<language>`. */
  readonly snippets: readonly string[];
  readonly order: Order;
  readonly test: Test;
  readonly claim: Claim;
  readonly optional: boolean;
  /** The groups that `path` leads to a list of: the field that names one, the way from there on, and their order. */
  readonly group?: { readonly by: string; readonly path: readonly DataStep[]; readonly order: Order };
  /** The group whose list this is, and how many steps lead to all groups. */
  readonly made?: { readonly name: string; readonly at: number };
  /** What is to be said instead of writing an element that would lose what it says. */
  readonly suspect?: Problem;
  /** Place in the config, for problems: `navigation[0]`. */
  readonly where: string;
};

/** A value in running text that follows the catalog. */
export type CounterSettings = Place & {
  readonly name: string;
  /** Undefined: between markers of that name. The pattern's one group is the value. */
  readonly pattern: RegExp | undefined;
  readonly format: Expression;
  /** The number is rounded down to a multiple of it. */
  readonly floor: number;
  readonly thousands: string;
  readonly list: {
    readonly field: string;
    /** Whether values are counted and listed, and not models. */
    readonly distinct: boolean;
    readonly separator: string;
    readonly last: string;
    /** Undefined: all of them. */
    readonly limit: number | undefined;
  };
  /** What is to be said instead of writing a value that would lose what it says. */
  readonly suspect?: Problem;
  readonly order: Order;
  /** What stands there when no model matches; undefined: that is a problem where a model's field is asked for. */
  readonly empty: string | undefined;
  readonly test: Test;
};

/** A client that is generated from an API description; paths as the config writes them. */
export type ClientSettings = {
  readonly api: string;
  readonly overlays: readonly string[];
  readonly out: RelativePath;
  /** What a person may choose about it, as the config's schema says. */
  readonly options: Omit<ClientConfig, "api" | "overlays" | "out"> & { readonly validators: boolean };
};

/** How the real service is asked: with which key, and how much at most. */
export type LiveSettings = Required<NonNullable<VerifyConfig["live"]>>;

/** How snippets are run against a mock of the API; paths as the config writes them. */
export type VerifySettings = {
  readonly api: string;
  readonly overlays: readonly string[];
  /** Without a slash at its end; undefined stands for the document's first server. */
  readonly baseUrl: string | undefined;
  /** Whether all code of a page is verified. */
  readonly fences: (path: RelativePath) => boolean;
  /** Operations that a kind's snippets ask for, in order: `post /v1/chat/completions`. */
  readonly calls: ReadonlyMap<string, readonly string[]>;
  readonly image: Test;
  readonly timeoutMs: number;
  /** Undefined: as many as there are processors. */
  readonly concurrency: number | undefined;
  /** How the real service is asked, where that is wanted. */
  readonly live: LiveSettings;
};

/** The config with every default filled in and every rule compiled: what all later stages read. */
export type Settings = CatalogSettings & {
  readonly root: string;
  readonly templates: string | undefined;
  readonly vars: Readonly<Record<string, FieldValue>>;
  readonly exclude: readonly {
    readonly name: string;
    readonly test: Test;
    readonly until: string | undefined;
  }[];
  readonly slug: SlugSettings;
  readonly capabilities: readonly CapabilitySettings[];
  readonly snippets: readonly SnippetSettings[];
  /** Snippets that stand in pages only. */
  readonly inline: readonly InlineSettings[];
  readonly includeBase: string;
  readonly sections: readonly SectionSettings[];
  readonly tables: readonly TableSettings[];
  readonly navigation: readonly NavigationSettings[];
  readonly counters: readonly CounterSettings[];
  readonly documents: readonly DocumentSettings[];
  readonly mentions: MentionSettings | undefined;
  /** Every `where` of snippets and pages. */
  readonly wheres: readonly WhereSettings[];
  /** Whether anything is called by a model's slug. */
  readonly usesSlugs: boolean;
  /** The fields whose values are sorted by where the catalog first has them. */
  readonly appearances: readonly string[];
  /** Whether any expression links to a model's file. */
  readonly links: boolean;
  /** The declared date, `YYYY-MM-DD`. Nothing else knows the time. */
  readonly date: string | undefined;
  readonly isProtected: (path: RelativePath) => boolean;
  /** Pages that not even a link is rewritten in, because `protect` names them and no target of the config is in them. */
  readonly isUntouched: (path: RelativePath) => boolean;
  readonly client: ClientSettings | undefined;
  readonly verify: VerifySettings | undefined;
  /** New IDs by the old ones. */
  readonly moved: ReadonlyMap<string, string>;
  readonly removal: RemovalSettings;
  readonly policy: PolicySettings;
  readonly claim: Claim;
  /** How much the findings of a rule of `check` matter, by the rule's name, where the config says so. */
  readonly checks: ReadonlyMap<string, CheckLevel>;
};
