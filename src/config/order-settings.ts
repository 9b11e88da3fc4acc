/** One of the things that entries or rows are sorted by; `source` stands for the order of the catalog. */
export type Criterion = {
  readonly by: string;
  readonly source: boolean;
  /** Whether the place of a value's first model in the catalog is what counts. */
  readonly appearance: boolean;
  readonly descending: boolean;
  readonly natural: boolean;
  readonly ignoreCase: boolean;
  readonly locale: string | undefined;
  /** Places of the values that are listed, by their text; empty where none are. */
  readonly list: ReadonlyMap<string, number>;
};

/** How entries or rows are sorted: the next criterion decides where the one before is equal. */
export type Order = {
  readonly criteria: readonly Criterion[];
  readonly position: "sorted" | "near" | "start" | "end";
  /** Whether nobody declared it: what stands otherwise is as its people want it. */
  readonly assumed?: true;
};

/** Headers between the entries or rows of a place, and who belongs under which. */
export type Grouping = {
  readonly by: string;
  readonly header: string;
  /** What closes a group of a section. */
  readonly footer: string | undefined;
  /** Whether entries stand inside of their group: in one that is closed, or below an item. */
  readonly isDeep: boolean;
  readonly other: string;
  readonly order: Order;
};
