import type { FormatConfig } from "../src/config.gen.ts";

/** The block formats that come with the package, as data; a config may add its own. */
export const formats: ReadonlyMap<string, FormatConfig> = new Map([
  [
    // mkdocs-material: a collapsed admonition around an included snippet.
    "mkdocs-details",
    {
      open: '??? example "{title}"',
      indent: "    ",
      body: ["", "```{fence}", "--8<-- '{include}'", "```"],
      recognise: '^(?:\\?\\?\\?\\+?|!!!)[ \\t]+example[ \\t]+"(?<title>.*)"[ \\t]*$',
      cites: "^[ \\t]*-+8<-+[ \\t]+(?<quote>['\"])(?<path>[^'\":]+)(?::[\\d:,-]*)?\\k<quote>[ \\t]*$",
    },
  ],
]);
