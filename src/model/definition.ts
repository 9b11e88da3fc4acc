/** A value that has a name, and where it stands; one of another file, or in several lines, has no place to be edited. */
export type Definition = {
  readonly value: string;
  readonly start?: number;
  readonly end?: number;
  /** Whether what the page says of it counts for nothing. */
  readonly fixed?: true;
};

/** Values by name, as it is looked for. */
export type Definitions = ReadonlyMap<string, Definition>;
