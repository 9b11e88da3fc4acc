import { isToken } from "../../src/text/mentions.ts";
import type { Cause } from "../../src/model/note.ts";
import { indentAt, isBlankLine, type Page } from "../../src/page/page.ts";
import type { MentionIndex } from "./index.ts";
import { stemOf } from "./names.ts";
import type { Role } from "./roles.ts";
import { doubt, type Mention, onLines, type Verdict } from "./site.ts";
import { linesIn } from "../../src/page/row-lines.ts";
import { firstFrom } from "../../src/text/bisect.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";

/** Some lines [first, last), and what all names in them are judged by. */
type Surroundings = {
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
type Around = {
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
const surroundings = (
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
const hasOther = (models: ReadonlySet<string> | undefined, model: string): boolean =>
  models !== undefined && models.size > (models.has(model) ? 1 : 0);

/** Why a name is to be another one. */
type Reason = { readonly type: "role"; readonly role: Role } | { readonly type: "left" };

/** What a name is to be, and whether that is done: `why` tells what is in the way. */
export type Wanted = {
  readonly mention: Mention;
  /** The model that it is to name; undefined where a model left without a successor. */
  readonly to: string | undefined;
  /** What is to stand there; undefined where it can't be told. */
  readonly text: string | undefined;
  readonly reason: Reason;
  readonly cause: Cause;
  readonly verdict: Verdict;
};

/** What a name is to be for its role, or for the model having left; undefined where it is as it should be. */
const aimOf = (
  { model }: Mention["name"],
  { rolesOf, left, roles, settings }: MentionIndex,
): (Pick<Wanted, "to" | "reason" | "cause"> & { readonly open: boolean }) | undefined => {
  const followed = rolesOf(model);
  const own = settings.writesPlaceholders ? roles.filter((role) => role.model === model) : [];
  const [role, other] = followed.length > 0 ? followed : own;
  if (role !== undefined)
    return { to: role.model, reason: { type: "role", role }, cause: role.cause, open: other !== undefined };
  if (!left.has(model)) return undefined;
  return { to: left.successor(model), reason: { type: "left" }, cause: "catalog", open: false };
};

/** Whether a text has names that are to be others: only such files are looked at closely. */
export const concerns = (text: string, index: MentionIndex): boolean =>
  index.names.find(text).some(({ value }) => aimOf(value, index) !== undefined);

/** The names of one file, and what all are judged by. */
type FileMentions = { readonly around: Around; readonly index: MentionIndex; readonly hasFences: boolean };

/** A parameter in the code around a name that the model named takes and the other doesn't. */
const parameterAgainst = (
  { around, index: { settings, models } }: FileMentions,
  mention: Mention,
  to: string,
): string | undefined => {
  if (settings.parameters.size === 0 || mention.kind === "span") return undefined;
  const [before, after] = [models.get(mention.name.model)?.subject, models.get(to)?.subject];
  const { parameters } = around.code(mention.line);
  for (const [name, holds] of settings.parameters) {
    if (!parameters.has(name)) continue;
    if ((after === undefined || !holds(after)) && (before === undefined || holds(before))) return name;
  }
  return undefined;
};

/** What would be wrong of a name at a call site if another model stood there. */
const against = (file: FileMentions, mention: Mention, to: string) => {
  const { around, hasFences } = file;
  if (mention.name.dated) return "it is one version of the model, by its date";
  const parameter = parameterAgainst(file, mention, to);
  if (parameter !== undefined) return `${to} doesn't take \`${parameter}\``;
  const { model } = mention.name;
  const line = around.line(mention.line);
  const beside = hasFences && mention.kind !== "span" ? around.code(mention.line) : line;
  return hasOther(beside.models.get(to), model) || hasOther(line.stems.get(stemOf(model)), model)
    ? "another model that it would be confused with stands beside it"
    : undefined;
};

const verdictOf = (file: FileMentions, mention: Mention, wanted: Pick<Wanted, "to" | "text">): Verdict => {
  const { verdict } = mention;
  if (verdict.type !== "call" || wanted.to === undefined) return verdict;
  const why = against(file, mention, wanted.to);
  if (why !== undefined) return doubt(why);
  return wanted.text === undefined ? doubt("its provider may not have the other model") : verdict;
};

/** The names of a file that are to be others, in their order; kept ones are none. */
export const wantedIn = (
  page: Page,
  mentions: readonly Mention[],
  index: MentionIndex,
): readonly Wanted[] => {
  const { parameters } = index.settings;
  const around = surroundings(page, mentions, parameters.keys(), ({ name }) => aimOf(name, index)?.to);
  const file: FileMentions = { around, index, hasFences: page.fences.size > 0 };
  return mentions.flatMap((mention): readonly Wanted[] => {
    const { name, kept, kind } = mention;
    const aim = kept || kind === "link" ? undefined : aimOf(name, index);
    if (aim === undefined) return [];
    const { to, reason, cause, open } = aim;
    const written =
      to === undefined
        ? undefined
        : reason.type === "role" && index.settings.writesPlaceholders
          ? `{{model:${reason.role.name}}}`
          : index.names.write(name, to);
    // What an ID has beyond the signs of names could end the string that it lands in.
    const text = written?.startsWith("{{") === true || isToken(written ?? "") ? written : undefined;
    const verdict: Verdict = open
      ? doubt("it stands for several roles")
      : verdictOf(file, mention, { to, text });
    return [{ mention, to, text, reason, cause, verdict }];
  });
};
