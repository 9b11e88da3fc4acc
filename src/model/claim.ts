/** Whose is what was there before the tool: what is as it would be made, all of it, or nothing is the tool's. */
export type Claim = "as-made" | "all" | "none";
