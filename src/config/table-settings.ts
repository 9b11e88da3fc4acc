import type { Claim } from "../model/lock.ts";
import type { RelativePath } from "../model/file.ts";
import type { Entry } from "../model/entry.ts";
import type { Outcome, Problem } from "../model/problem.ts";
import type { Expression } from "./expression.ts";
import type { Grouping, Order } from "./order-settings.ts";
import type { DataReaders, DataStep } from "../text/data/node.ts";
import type { Test } from "./predicate.ts";

/** The way to a list of data, in fences whose info string holds a text where one is given; the readers are there once they are loaded. */
export type DataPlace = {
  readonly path: readonly DataStep[];
  readonly fence?: string | undefined;
  readonly readers?: DataReaders;
};

/** Where in a page a section or table is. */
export type Place = {
  readonly page: RelativePath;
  /** Where it is one of several copies of a page: which those are. */
  readonly pages?: (path: RelativePath) => boolean;
  readonly heading: readonly string[];
  readonly tab: string | undefined;
  readonly marker: string | undefined;
  readonly item?: string | undefined;
  readonly element?: string | undefined;
  readonly between?: { readonly start: string; readonly end: string } | undefined;
  /** The format of its entries or its columns, where others of the same place have other ones. */
  readonly apart?: string | undefined;
  readonly after?: string | undefined;
  /** Whether a counter changes the number in a line that it is found by. */
  readonly counted?: boolean;
  /** Which table of the place it is, from 1. */
  readonly nth?: number | undefined;
  /** Whether models are columns of the table. */
  readonly across?: boolean;
  /** The way to a list of data that is read as a table, from the start of a file, of front matter, of a fence, or of a name. */
  readonly data?: DataPlace | undefined;
  readonly optional: boolean;
  /** Place in the config, for problems: `sections[2]`. */
  readonly where: string;
};

/** One column of a table. */
export type ColumnSettings = {
  readonly header: string;
  readonly was: readonly string[];
  readonly value: Expression;
  readonly otherwise: Expression;
  readonly when: Test;
  /** The fields that `when` tests. */
  readonly tested: ReadonlySet<string>;
  readonly owner: "catalog" | "people";
  /** Whether its cell is blank where it says what that of the row above says. */
  readonly continues: boolean;
  /** Whether the cell of a new row begins as that of the row beside it. */
  readonly copied: boolean;
  /** Undefined: as the column beside it. */
  readonly align: "left" | "center" | "right" | "none" | undefined;
};

/** A row that a template made. */
export type MadeRow = {
  /** What tells it from the model's other rows. */
  readonly label: string;
  readonly continues: boolean;
  readonly cells: ReadonlyMap<ColumnSettings, Expression>;
};

/** One of a model's rows: when it is there, and the cells that are its own. */
export type RowSettings = {
  readonly name: string;
  readonly when: Test;
  readonly each: string | undefined;
  readonly continues: boolean;
  readonly cells: ReadonlyMap<ColumnSettings, Expression>;
  /** The template that makes such rows, any number of them. */
  readonly template: string | undefined;
  /** Makes the rows of the template, once it is loaded. */
  readonly make?: (entry: Entry) => Outcome<readonly MadeRow[]>;
};

/** A table with rows for each model. */
export type TableSettings = Place & {
  readonly columns: readonly ColumnSettings[];
  /** Index of the column that a row is called by. */
  readonly key: number;
  /** Indices of the columns that rows are recognised by, `key` first. */
  readonly keys: readonly number[];
  /** Headers of columns that are taken out. */
  readonly remove: readonly string[];
  /** Empty where a model has one row. */
  readonly rows: readonly RowSettings[];
  readonly style: "keep" | "aligned";
  /** The row of a table without rows, as the config writes it. */
  readonly empty: string | undefined;
  readonly order: Order;
  readonly group: Grouping | undefined;
  /** Where each group has a table of its own, under a heading. */
  readonly split: Grouping | undefined;
  readonly test: Test;
  /** The field for each of whose values there is a row; undefined where rows are models'. */
  readonly distinct: string | undefined;
  readonly claim: Claim;
  /** By a column's index, what is to be said instead of writing cells that would lose what they say. */
  readonly suspects?: ReadonlyMap<number, Problem>;
};
