/* Made from generators/ by `npm run generate`. */

/** The block formats that come with the package. */
export type FormatPreset = "docusaurus-details" | "docusaurus-tab" | "gitbook-tab" | "heading" | "heading-2" | "heading-4" | "html-row" | "list-item" | "mintlify-accordion" | "mintlify-code-group" | "mkdocs-details" | "mkdocs-tab" | "sphinx-tab";

/** The template sets that come with the package. */
export type TemplateSet = "text" | "vision";

/** The languages whose literals can be written. */
export type LanguageName = "asciidoc" | "bash" | "csharp" | "go" | "java" | "javascript" | "json" | "kotlin" | "markdown" | "mdx" | "php" | "python" | "rst" | "ruby" | "rust" | "toml" | "typescript" | "xml" | "yaml";
