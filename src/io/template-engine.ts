import { type CompileTemplate, templateEngine } from "../text/template/template.ts";

/** Loads EJS, for runs in which something is rendered. */
export const loadTemplateEngine = async (): Promise<CompileTemplate> => {
  const { default: ejs } = await import("ejs");
  return templateEngine(ejs.compile);
};
