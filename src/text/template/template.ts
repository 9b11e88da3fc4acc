import type { compile } from "ejs";
import { error, fail, ok, type Outcome, type Problem, refuse } from "../../model/problem.ts";
import type { DocumentData, TemplateData } from "./data.ts";
import { findLanguage, type Language, languageNames } from "../emit/languages.ts";
import { withTitlesRuled } from "../emit/rst-titles.ts";
import { wellFormed } from "../emit/unicode.ts";
import { declaredNames, emitValue, strictRecord, TemplateStop, templateNames } from "./tag-helpers.ts";
import { lintTemplate, partialNames } from "./lint.ts";
import { findTags, type Tag } from "./context.ts";

/** EJS's `compile`. */
export type EjsCompile = typeof compile;

/** A template as it was read. */
export type TemplateSource = {
  /** Path as problems should show it. */
  readonly name: string;
  readonly text: string;
  /** Language of the files that it makes, or an alias: `python`, `sh`. */
  readonly language: string;
  /** Text of a partial by its name; undefined when there is none. */
  readonly partials: (name: string) => string | undefined;
};

/** Renders one file's text: LF line ends, one at the end, with the blank lines that the template ends with. */
export type Template = (data: TemplateData | DocumentData) => Outcome<string>;

/** Checks and compiles a template with its partials, once for all renderings. */
export type CompileTemplate = (source: TemplateSource) => Outcome<Template>;

/** What a template ends with of its own: blank lines that are left by its code aren't meant. */
const endOf = (text: string): string => /\n(?:[ \t]*\n)*$/.exec(text.replace(/\r\n?/g, "\n"))?.[0] ?? "\n";

type Part = { readonly render: (names: object) => string; readonly place: (line: number) => string };

/** Shown by EJS at the start of an error's message, from which the line is read. */
const FILE = "template";

/** A compiler of templates on top of EJS, which the caller loads when something is to be rendered. */
export const templateEngine =
  (ejsCompile: EjsCompile): CompileTemplate =>
  (source) => {
    const language = findLanguage(source.language);
    if (language === undefined)
      return refuse(
        "template-unknown-language",
        source.name,
        `There are no escaping rules for the language "${source.language}".`,
        `Use one of ${languageNames.join(", ")}.`,
      );
    const parts = new Map<string, Part>();
    const problems = compileParts(ejsCompile, source, language, parts);
    const main = parts.get("");
    return main === undefined || problems.length > 0
      ? fail(...problems)
      : ok(renderer(language, parts, main, endOf(source.text)));
  };

/** Compiles the template (as part "") and every partial that it reaches. */
const compileParts = (
  ejsCompile: EjsCompile,
  source: TemplateSource,
  language: Language,
  parts: Map<string, Part>,
): readonly Problem[] => {
  const problems: Problem[] = [];
  const visit = (name: string, raw: string, where: string, above: readonly string[]): void => {
    const text = raw.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
    const place = (line: number): string => (name === "" ? `${where}:${line}` : `${where}, line ${line}`);
    const { tags, unclosed } = findTags(text);
    if (unclosed !== undefined) {
      problems.push(syntaxProblem(place(unclosed), "A tag isn't closed."));
      return;
    }
    const found = lintTemplate(text, tags, language.name, place);
    const render = found.length > 0 ? found : compilePart(ejsCompile, { text, tags, language }, place);
    if (typeof render !== "function") {
      problems.push(...render);
      return;
    }
    parts.set(name, { render, place });
    for (const tag of tags) {
      if (tag.kind === "remark") continue;
      for (const used of partialNames(tag.code)) {
        const partial = source.partials(used);
        if (partial === undefined) problems.push(noPartial(place(tag.line), used));
        else if (above.includes(used)) problems.push(circular(place(tag.line), used));
        else if (!parts.has(used))
          visit(used, partial, `${source.name}: partial "${used}"`, [...above, used]);
      }
    }
  };
  visit("", source.text, source.name, []);
  return problems;
};

/** What a template is given has no prototype, so EJS needn't copy it to leave one out. The option has no type yet. */
const uncopied = { unsafePrototypeLocals: true };

const compilePart = (
  ejsCompile: EjsCompile,
  { text, tags, language }: { text: string; tags: readonly Tag[]; language: Language },
  place: (line: number) => string,
): ((names: object) => string) | readonly Problem[] => {
  // Every option is given, so that nothing set on the ejs object elsewhere has a say.
  const build = (part: string): ((names: object) => string) =>
    ejsCompile(part, {
      async: false,
      cache: false,
      client: false,
      closeDelimiter: ">",
      compileDebug: true,
      debug: false,
      delimiter: "%",
      destructuredLocals: [...declaredNames(language)],
      escape: (value?: unknown) => emitValue(language, value),
      filename: FILE,
      includer: () => {
        throw new TemplateStop("template-forbidden", "`include` isn't available.", 'Use `partial("name")`.');
      },
      localsName: "__names",
      openDelimiter: "<",
      rmWhitespace: false,
      strict: true,
      ...uncopied,
      _with: false,
    });
  try {
    return build(text);
  } catch (problem) {
    const message = firstLine(problem);
    // EJS names no line. The shortest part that fails in the same way ends with the tag at fault.
    const sameFailure = (tag: Tag): boolean => {
      try {
        build(text.slice(0, tag.end));
        return false;
      } catch (other) {
        return firstLine(other) === message;
      }
    };
    const earlier = tags.findLastIndex((tag) => !sameFailure(tag));
    const line = (tags[earlier + 1] ?? tags.at(-1))?.line ?? 1;
    return [syntaxProblem(place(line), message)];
  }
};

const renderer =
  (language: Language, parts: ReadonlyMap<string, Part>, main: Part, end: string): Template =>
  (data) => {
    const partial = (name: string): string => {
      const found = parts.get(name);
      return found === undefined ? "" : run(found).replace(/\n$/, "");
    };
    const it = strictRecord("it", data);
    const names = {
      ...templateNames(language, "capabilities" in data ? data.capabilities : [], partial),
      it,
    };
    // A name that isn't declared here, `constructor` for one, has no value.
    Reflect.setPrototypeOf(names, null);
    const run = (part: Part): string => {
      try {
        return part.render(names);
      } catch (thrown) {
        throw thrown instanceof RenderingFailed
          ? thrown
          : new RenderingFailed(runProblem(thrown, language, part));
      }
    };
    try {
      // Half a character, as of a name that was cut, would be another in the file than in the lock.
      const text = wellFormed(run(main).trimEnd()) + end;
      return ok(language.name === "rst" ? withTitlesRuled(text) : text);
    } catch (thrown) {
      if (thrown instanceof RenderingFailed) return fail(thrown.problem);
      throw thrown;
    }
  };

class RenderingFailed extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The problem behind what a rendering threw. */
const runProblem = (thrown: unknown, language: Language, part: Part): Problem => {
  const message = thrown instanceof Error ? thrown.message : "";
  const start = `${language.literal(FILE) ?? ""}:`;
  const line = message.startsWith(start) ? /^\d+/.exec(message.slice(start.length))?.[0] : undefined;
  const where = part.place(Number(line ?? 1));
  if (thrown instanceof TemplateStop) return error(thrown.code, where, thrown.detail, thrown.fix);
  const detail = line === undefined ? message : message.slice(message.indexOf("\n\n") + 2);
  return error(
    "template-failed",
    where,
    `The template stopped: ${detail.split("\n")[0] ?? ""}.`,
    "Correct the expression on that line; `it` holds id, name, slug, kind, language, fields and vars, in a document models, gone, changes, date and vars.",
  );
};

const firstLine = (thrown: unknown): string =>
  thrown instanceof Error
    ? (thrown.message.split("\n")[0] ?? "").replace(` in ${FILE} while compiling ejs`, "")
    : "";

const syntaxProblem = (where: string, message: string): Problem =>
  error("template-syntax", where, message, "Correct the JavaScript in the template's tags around that line.");

const noPartial = (where: string, name: string): Problem =>
  error(
    "template-missing-partial",
    where,
    `There is no partial "${name}".`,
    "Add the file, or correct the name.",
  );

const circular = (where: string, name: string): Problem =>
  error("template-circular", where, `The partial "${name}" includes itself.`, "Take the call out.");
