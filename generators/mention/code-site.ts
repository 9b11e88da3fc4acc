import { hashLanguage, slashLanguage } from "../../src/page/code-spans.ts";
import { call, doubt, type Site, type SiteKind, stay } from "./site.ts";

/** A name in a line of code: what stands before and after it on the line. */
export type CodePlace = {
  readonly before: string;
  readonly after: string;
  /** A language's short name, as fences and file endings have it; "" where nothing tells. */
  readonly language: string;
};

const shells = new Set(
  "bash sh shell zsh fish console terminal shellsession powershell ps1 bat cmd dockerfile makefile".split(
    " ",
  ),
);
const data = new Set(
  "yaml yml toml ini cfg conf env dotenv properties json jsonc json5 jsonl hcl tf".split(" "),
);
const unquoted = new Set(["yaml", "yml", "ini", "cfg", "conf", "env", "dotenv", "properties", "dockerfile"]);

/** Whether a language has values without code around them. */
export const isData = (language: string): boolean => data.has(language);

/** A key, variable, flag or argument that says what something is called, and not which model is to answer. */
const label =
  /(?:^|[^A-Za-z0-9])(?:id|name|display_?name|title|label|description|summary|slug|key|path|file|filename|folder|dir|directory|out|output|href|url|uri|src|image|icon|anchor|branch|tag|version|since|date|group|family|owned_by|object|section|prompt|content|text|message|input|query)["'`]?\s*[:=]\s*$/i;

/** One that says which model is meant. */
const modelKey = /(?:model|engine|deployment|llm)[\w.-]*["'`]?\s*[:=]\s*$/i;
const modelFlag = /(?:^|\s)(?:--?[\w-]*(?:model|engine|llm)[\w-]*|-m)(?:\s+|=)$/i;
const shellVerb = /(?:^|\s)(?:run|pull|serve|chat|load|launch)\s+$/;

/** Whether what stands before a name says what something is called: `name=`, and not `model_name=`. */
const isLabel = (before: string): boolean => label.test(before) && !modelKey.test(before);

/** What compares a value, looks it up, or is no call. */
const compares =
  /(?:[!=]==?|<>|\bcase|\bin|\bis|\bnot|\bstartswith\(|\bstartsWith\(|\bendsWith\(|\bendswith\(|\bincludes\(|\bhas\(|\bhas_key\(|\bequals\(|\bmatches\()\s*$/;
const opensFile =
  /(?:\bfrom|\bimport|\brequire\(|\bimport\(|\bopen\(|\breadFile(?:Sync)?\(|\bPath\(|\bsource)\s*$/;

/** The quote that a name stands right between, escaped ones too. */
const quoteAround = (
  before: string,
  after: string,
): { readonly before: string; readonly after: string } | undefined => {
  const open = /(\\*)(["'`])$/.exec(before);
  if (open === null) return undefined;
  const [whole, slashes = "", mark = ""] = open;
  const close = slashes + mark;
  if (!after.startsWith(close)) return undefined;
  return { before: before.slice(0, before.length - whole.length), after: after.slice(close.length) };
};

/** Whether a name is part of an address, a path, an anchor or a variable. */
export const isPart = (before: string, after: string): boolean =>
  /[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>()[\]{}]*$/i.test(before) ||
  /\bwww\.\S*$/i.test(before) ||
  /[/\\#$%&?.\-*]$/.test(before.replace(/\\+$/, "")) ||
  /^(?:[\\*%$]|[/?#&]\S|\(|\[)/.test(after.replace(/^\\["'`n]/, ""));

/** The comment that a name stands in, from its sign on; undefined where it stands in none. */
const commentBefore = (before: string, language: string): string | undefined => {
  const hash = !slashLanguage.test(language) && !language.startsWith("json");
  const slashes = !hashLanguage.test(language) && !/^(?:env|dotenv|ini|sql)$/.test(language);
  const found = [
    hash ? /(?:^|\s)#(?:\s|$).*$/.exec(before) : null,
    slashes ? /(?:^|[^:"'`])\/\/.*$/.exec(before) : null,
    /(?:^|\s)(?:\/\*|<!--|\{\/\*).*$/.exec(before),
    /^\s*\*\s.*$/.exec(before),
  ].find((each) => each !== null);
  return found?.[0];
};

/** Elements of a list, members of a union: more than one model is meant. */
const isListed = ({ before, after }: Pick<CodePlace, "before" | "after">): boolean => {
  const next = /^\s*[,|]\s*(?:\\*["'`])/.test(after);
  const last = /(?:\\*["'`])\s*[,|]\s*$/.test(before);
  // An argument may follow another one; only what is between brackets of a list enumerates.
  const inList = /\[[^\]()]*$/.test(before) && /^[^[()]*\]/.test(after);
  const union = /\|\s*$/.test(before) || /^\s*\|/.test(after);
  return union || (inList && (next || last));
};

const quoted = (place: CodePlace, inner: Pick<CodePlace, "before" | "after">): Site["verdict"] => {
  const { before, after } = inner;
  if (opensFile.test(before)) return stay;
  if (/^\s*(?::(?!:)|=>|\]\s*[:=](?!=))/.test(after) && !/[:=([,]\s*$/.test(before.trimEnd()))
    return doubt("it is a key");
  if (/[\w\])]\[\s*$/.test(before)) return doubt("it is a key");
  if (compares.test(before) || /^\s*[!=]==?/.test(after)) return doubt("it is compared with");
  if (isListed(inner)) return doubt("it is one of a list");
  if (isLabel(before)) return doubt("it is what something is called");
  if (/^\s*-\s*$/.test(before) && isData(place.language)) return doubt("it is one of a list");
  return call;
};

const bare = ({ before, after, language }: CodePlace): Site["verdict"] => {
  const ends = /^(?:\s|$|[,;)}\]"'`]|\\["'`n])/.test(after);
  if (!ends) return stay;
  if (modelFlag.test(before)) return call;
  if (modelKey.test(before)) return call;
  if (
    unquoted.has(language) &&
    /^[\s-]*["']?[\w.-]+["']?\s*[:=]\s*$/.test(before) &&
    /^\s*(?:#.*)?$/.test(after)
  )
    return isLabel(before) ? doubt("it is what something is called") : call;
  if (unquoted.has(language) && /^\s*-\s+$/.test(before)) return doubt("it is one of a list");
  if (shells.has(language) && shellVerb.test(before)) return call;
  return stay;
};

/** What a name in code is: a value that a program is given, or something else that is called so. */
export const codeSite = (place: CodePlace): Site => {
  const { before, after, language } = place;
  const kind: SiteKind = isData(language) ? "data" : "code";
  if (isPart(before, after)) return { kind: "link", verdict: stay };
  const inner = quoteAround(before, after);
  const comment = commentBefore(before, language);
  if (comment !== undefined)
    return {
      kind: "comment",
      verdict:
        inner !== undefined &&
        /\w\(?\s*(?:\w+\s*[:=]\s*)?$/.test(inner.before) &&
        /[:=(]\s*$/.test(inner.before)
          ? quoted(place, inner)
          : stay,
    };
  return { kind, verdict: inner === undefined ? bare(place) : quoted(place, inner) };
};

/** A word that is an ID too means a model only where it is said to be one. */
export const saysModel = (before: string): boolean =>
  modelKey.test(before.replace(/\\*["'`]$/, "")) || modelFlag.test(before.replace(/["']$/, ""));
