import type {
  CounterConfig,
  FieldConfig,
  FormatConfig,
  GroupConfig,
  NavigationConfig,
  OrderConfig,
  Predicate,
  RowConfig,
  SectionConfig,
  SnippetConfig,
  TableConfig,
} from "../config/config.gen.ts";
import type { RelativePath } from "../model/file.ts";
import type { LineRange } from "../page/row-lines.ts";
import type { Reading } from "./columns/readings.ts";
import type { Model, Shape } from "./catalog/records.ts";

/** Where in a page something is, as the config says it. */
export type FoundPlace = Pick<
  TableConfig,
  | "heading"
  | "tab"
  | "marker"
  | "item"
  | "element"
  | "between"
  | "after"
  | "nth"
  | "data"
  | "fence"
  | "across"
>;

/** A heading as the header of a group, and the place around it; `frame`: the element in which all of the group stands. */
export type HeadingAbove = {
  readonly header: string;
  readonly level: number;
  readonly place: FoundPlace;
  readonly frame?: { readonly open: string; readonly close: string } | undefined;
};

/** A cell as the page has it: its text without the white space around it, and where that begins and ends. */
export type FoundCell = {
  readonly text: string;
  /** The mark of a note that people put behind it. */
  readonly note?: string;
  /** What it calls, without what stands behind that in markup of its own, where something does. */
  readonly name?: string;
  /** The same as a person sees it. */
  readonly shown: string;
  readonly start: number;
  readonly end: number;
};

/** A row of a table, with its line in the page, from 0. */
export type FoundRow = {
  readonly line: number;
  readonly cells: readonly FoundCell[];
  /** What a comment right above it says, in data. */
  readonly above?: string | undefined;
};

/** What stands above a table, and perhaps closes it below, and its place: where others may stand beside it. */
export type TableHeader = {
  readonly written: Pick<GroupConfig, "header" | "footer" | "apart">;
  /** What stands around all of them, from outer to inner. */
  readonly context: readonly string[];
  readonly name: string;
  readonly place: FoundPlace;
};

/** A table that stands in a page, whatever it is about. */
export type FoundTable = {
  readonly page: RelativePath;
  readonly place: FoundPlace;
  /** What stands around it, from outer to inner: headings and labels of tabs, as readers see them. */
  readonly context: readonly string[];
  /** The cells of the header row, as the page has them. */
  readonly headers: readonly string[];
  readonly rows: readonly FoundRow[];
  /** The header that it stands under as one of several: how it is written, its name, and the place around it. */
  readonly under?: TableHeader | undefined;
  /** Whether a formatter keeps its columns as wide as their longest cells. */
  readonly formatted?: true;
  /** Whether no place of the config is this table's alone. */
  readonly unplaced?: true;
};

/** What is known of the catalog while a documentation is looked at. */
export type CatalogView = {
  readonly shape: Shape;
  /** Every way to read a value of the records as text. */
  readonly readings: readonly Reading[];
};

/** Fields that the config is to declare, by name. Of one name there is one definition in a whole draft. */
export type Fields = Readonly<Record<string, FieldConfig>>;

/** A text of the page that differs from what the config would make there. */
export type Difference = { readonly model: Model; readonly shown: string; readonly made: string };

/** How the texts of several models follow from the catalog: as a column, a title or an item says it. */
export type TextDraft = {
  readonly value: string;
  readonly when?: Predicate;
  readonly otherwise?: string;
  readonly owner?: "people";
  /** Where rows have it, a new one begins as the row beside it. */
  readonly copied?: true;
  readonly fields: Fields;
  /** The fields of it that are markup, where that was asked for. */
  readonly raw?: readonly string[];
  /** What a person should know of it; a comment of the config. */
  readonly remark?: string | undefined;
  /** How many of the texts are as the catalog says. */
  readonly explained: number;
  readonly differing: readonly Difference[];
  /** What the catalog gives for a model, where it gives them. */
  readonly made?: (model: Model) => string;
};

/** A column of a table; `at` is its place in the page. */
export type ColumnDraft = TextDraft & {
  readonly header: string;
  readonly at: number;
  readonly key?: true;
  /** Whether it is blank where it says what the cell above says. */
  readonly continues?: true;
};

/** One of several rows of a model, with what a person should know of it. */
export type RowDraft = RowConfig & { readonly remark?: string };

/** Whose the rows of a table are. */
export type Join = {
  /** How well it is known, in words: `exact ID`, `ID without its owner`. */
  readonly by: string;
  /** The columns that tell rows apart, by their place in the page. */
  readonly keys: readonly number[];
  /** The model of each row that has one; several rows may have the same. */
  readonly owners: ReadonlyMap<FoundRow, Model>;
};

/** What the config can say of a table. */
export type TableDraft = {
  readonly type: "table";
  readonly table: FoundTable;
  readonly join: Join;
  readonly columns: readonly ColumnDraft[];
  readonly rows?: readonly RowDraft[];
  /** How many rows its models have after their first ones. */
  readonly below?: number;
  readonly order?: OrderConfig;
  readonly group?: GroupConfig;
  /** What rows, order and group read, besides what the columns do. */
  readonly fields: Fields;
  readonly models: readonly Model[];
  /** A script made the table: all of it is to be the tool's. */
  readonly claim?: "all";
  /** Why all but its key is left to people, where the catalog gives more than can be kept. */
  readonly humbled?: string;
  /** The tables of single groups that this one stands for. */
  readonly groups?: readonly TableDraft[];
  /** The field for each of whose values there is a row, and those that have none: its models are makers. */
  readonly distinct?: { readonly field: string; readonly absent: readonly string[] };
};

/** What the config can say of a list of entries, and the snippets that they may show. */
export type SectionDraft = {
  readonly type: "section";
  readonly config: SectionConfig;
  readonly context: readonly string[];
  /** What they show; undefined where entries are made of fields alone. */
  readonly snippet?: SnippetConfig;
  /** Their format, where it isn't one of the package's. */
  readonly format?: FormatConfig;
  readonly title: TextDraft;
  readonly models: readonly Model[];
  /** The texts of the snippets that the entries show, by model. */
  readonly snippets: ReadonlyMap<Model, string>;
  readonly remark?: string;
  /** The lines of its models' entries. */
  readonly spans?: readonly LineRange[];
  /** How many entries stand there from the first model's to the last, those of no model included. */
  readonly entries?: number;
  /** The heading that they stand under. */
  readonly under?: HeadingAbove | undefined;
  /** What it is without its groups: the lists of each, or the one of all. */
  readonly groups?: readonly SectionDraft[];
};

/** Models that stand below what names them all, one group after another: separators of a menu, comments in data. */
export type Labelled = {
  readonly groups: readonly (readonly Model[])[];
  readonly grouping: { readonly reading: Reading; readonly order: Pick<GroupConfig, "order"> };
};

/** What the config can say of a list of navigation or data. */
export type NavigationDraft = {
  readonly type: "navigation";
  readonly config: NavigationConfig;
  readonly context: readonly string[];
  readonly fields: Fields;
  /** Whether slugs are in it. */
  readonly slug: boolean;
  readonly models: readonly Model[];
  /** The groups that stand below what names them, where it has such. */
  readonly labelled: Labelled | undefined;
};

/** What the config can say of models one after another in a line: a counter that lists them. */
export type ListDraft = {
  readonly type: "list";
  readonly config: CounterConfig;
  readonly lines: LineRange;
  readonly context: readonly string[];
  readonly fields: Fields;
  readonly models: readonly Model[];
};

/** What the config can say of pages, one for each model. */
export type PagesDraft = {
  readonly type: "pages";
  readonly config: SnippetConfig & { readonly path: string };
  readonly context: readonly string[];
  readonly fields: Fields;
  readonly models: readonly Model[];
  /** The share of the pages' lines that the template gives. */
  readonly share: number;
  /** Models of whose pages a menu tells, though they aren't in this tree. */
  readonly absent: readonly Model[];
  /** Pages that are like these, and of no model of the catalog: they stay people's. */
  readonly beside?: readonly RelativePath[];
  /** The template that they follow from. */
  readonly template: string;
};

/** Anything that the config can say something of. */
export type PartDraft = TableDraft | SectionDraft | NavigationDraft | ListDraft | PagesDraft;

/** Which of the models that are shown somewhere are shown in one place. */
export type WhereDraft = { readonly where?: Predicate; readonly remark?: string; readonly fields: Fields };
