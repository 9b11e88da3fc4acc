/** A stretch of lines: [first, last), whose own text is indented by `indent` columns. */
export type Region = { readonly first: number; readonly last: number; readonly indent: number };
