import { indentAt, isBlankLine, type Page } from "../../src/page/page.ts";
import { linesIn } from "../../src/page/row-lines.ts";
import { firstFrom } from "../../src/text/bisect.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";
import { type Mention, onLines } from "./site.ts";
import { stemOf } from "./names.ts";

/** Some lines [first, last), and what all names in them are judged by. */
export type Surroundings = {
  readonly first: number;
  readonly last: number;
  /** By what models there are named or are to be named: which models those are. */
  readonly models: ReadonlyMap<string, ReadonlySet<string>>;
  /** By the word that its name begins with: the models named there. */
  readonly stems: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of the parameters that not each model takes those that stand there. */
  readonly parameters: ReadonlySet<string>;
};

/** What stands around the names of a file, which are asked for in their order: each stretch is read once for all names in it. */
export type Around = {
  readonly line: (line: number) => Surroundings;
  /** A fence, or what stands together in a file of code. */
  readonly code: (line: number) => Surroundings;
};

/** What is made for a line holds for all lines that it is about. */
const once = (make: (line: number) => Surroundings): ((line: number) => Surroundings) => {
  let known: Surroundings | undefined;
  return (line) => {
    if (known === undefined || line < known.first || line >= known.last) known = make(line);
    return known;
  };
};

const add = (sets: Map<string, Set<string>>, key: string, model: string): void => {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([model]));
  else set.add(model);
};

/** The lines [first, last) of the code that a line is in. */
const codeLines = (page: Page, fences: readonly (readonly [number, number])[], line: number) => {
  const [first = 0, last = 0] =
    fences[firstFrom(fences.length, (at) => (fences[at]?.[0] ?? 0) > line) - 1] ?? [];
  if (line >= first && line < last) return [first, last] as const;
  const parts = (at: number): boolean =>
    at < 0 || at >= page.lines.length || (isBlankLine(page, at) && indentAt(page, at + 1) === 0);
  let from = line;
  while (!parts(from - 1)) from -= 1;
  let to = line + 1;
  while (!parts(to)) to += 1;
  return [from, to] as const;
};

/** What finds what stands around names; `aimOf` tells which model a name is to be of. */
export const surroundings = (
  page: Page,
  all: readonly Mention[],
  parameters: Iterable<string>,
  aimOf: (mention: Mention) => string | undefined,
): Around => {
  const fences = [...page.fences].sort(([a], [b]) => a - b);
  const signs = [...parameters].map((name) => ({
    name,
    pattern: new RegExp(`(?<![\\w-])${escapePattern(name)}(?![\\w-])`),
  }));
  const make = (first: number, last: number): Surroundings => {
    const models = new Map<string, Set<string>>();
    const stems = new Map<string, Set<string>>();
    for (const mention of onLines(all, first, last)) {
      const { model } = mention.name;
      const aim = aimOf(mention);
      add(models, model, model);
      if (aim !== undefined) add(models, aim, model);
      add(stems, stemOf(model), model);
    }
    const text = signs.length === 0 ? "" : linesIn(page, { first, last }).join("\n");
    const present = signs.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name);
    return { first, last, models, stems, parameters: new Set(present) };
  };
  return {
    line: once((line) => make(line, line + 1)),
    code: once((line) => make(...codeLines(page, fences, line))),
  };
};

/** Whether one of some models is another one. */
export const hasOther = (models: ReadonlySet<string> | undefined, model: string): boolean =>
  models !== undefined && models.size > (models.has(model) ? 1 : 0);
