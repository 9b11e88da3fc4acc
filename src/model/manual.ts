/** Where the installed package describes every key of the config. */
export const configReference = "node_modules/kluster-gen/schemas/README.md";

/** Where it shows a small config as a whole. */
export const smallConfig = "node_modules/kluster-gen/docs/first-site.md";
