/** Why a change is wanted: the catalog, a template, the config, or the tree moved on its own. */
export type Cause = "catalog" | "template" | "config" | "drift";
