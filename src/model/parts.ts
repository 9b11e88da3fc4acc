/** What a command may be limited to. */
export const parts = ["snippets", "sections", "tables", "client", "mentions", "documents"] as const;

/** One of the parts. */
export type Part = (typeof parts)[number];
