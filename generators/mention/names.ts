import { asWritten, fill } from "../../src/config/expression.ts";
import type { FollowSettings, MentionSettings } from "../../src/config/mention-settings.ts";
import type { Subject } from "../../src/config/predicate.ts";
import type { Lock } from "../../src/model/lock.ts";
import { isToken, type Token, tokenFinder } from "../../src/text/mentions.ts";

/** A model that names are found of; `subject` is undefined where nothing but its ID is known. */
export type KnownModel = { readonly id: string; readonly subject: Subject | undefined };

/** What a lock knows of a model; undefined where it knows nothing. */
export const recordedSubject = ({ models }: Lock, id: string): Subject | undefined => {
  const fields = models.get(id)?.fields;
  return fields === undefined ? undefined : { fields: new Map(Object.entries(fields)), capabilities: [] };
};

/** How a model is named: by its ID, by that without its owner, or by one of the declared forms. */
export type Form = "id" | "bare" | number;

/** A name as it stands in a text. */
export type Name = {
  readonly model: string;
  readonly form: Form;
  /** A provider before it, with its sign: `xai/`, `xai:`. */
  readonly prefix: string;
  /** Whether a date follows, so that it is another model's: one that doesn't change. */
  readonly dated: boolean;
};

/** Finds names, and writes them of other models. */
export type Names = {
  readonly find: (text: string) => readonly Token<Name>[];
  /** The same form of another model's name; undefined where its prefix may be wrong for that. */
  readonly write: (name: Name, to: string) => string | undefined;
  readonly ownerOf: (id: string) => string | undefined;
};

/** An ID without its owner. */
export const bareId = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

/** The word that the names of a family of models begin with. */
export const stemOf = (id: string): string => /^[a-z]+/.exec(bareId(id).toLowerCase())?.[0] ?? "";

/** Whether settings name a model: by its ID, or one of the two without its owner. */
export const isListed = (ids: ReadonlySet<string>, id: string): boolean =>
  ids.has(id) || ids.has(bareId(id)) || (!id.includes("/") && [...ids].some((each) => bareId(each) === id));

const dated = /^(.+?)[-@:._](?:\d{4}-\d\d-\d\d|20\d{6}|\d{2}-20\d\d|[01]\d[0-3]\d|2[3-9][01]\d)$/;
const prefixed = /^([A-Za-z][\w.-]*[/:])(.+)$/s;

/** What stands before a slash in paths. */
const folders =
  /^(?:docs?|images?|img|assets|static|public|examples?|samples?|src|lib|pages?|blog|posts?|news|guides?|reference|tutorials?|cookbooks?|recipes|snippets|tests?|data|weights|checkpoints?|logs?|outputs?|results|artifacts|dist|build|tmp|home|usr|opt|var|etc|v\d+|file|http|https|ft|anchor|id)$/i;

/** A text without the provider before it; the prefix is empty where there is none. */
const parted = (text: string): { readonly prefix: string; readonly rest: string } => {
  const [, prefix = "", rest = ""] = prefixed.exec(text) ?? [];
  return folders.test(prefix.slice(0, -1)) ? { prefix: "", rest: text } : { prefix, rest };
};

/** A pattern doesn't make a name of what is a file's or a site's. */
const fileName =
  /\.(?:[cm]?[jt]sx?|py|ipynb|mdx?|jsonl?|ya?ml|toml|png|jpe?g|svg|gif|webp|ico|html?|txt|csv|sh|go|rs|java|kt|rb|php|cs|pdf|css|gguf|safetensors|bin|zip|gz|log|com|org|net|io|ai|dev)$/i;

const ownerFields = ["owner", "provider", "owned_by", "organization", "vendor"];

const ownerIn = ({ id, subject }: KnownModel): string | undefined => {
  if (id.includes("/")) return id.slice(0, id.indexOf("/"));
  for (const field of ownerFields) {
    const value = subject?.fields.get(field);
    if (typeof value === "string" && value !== "") return value.toLowerCase();
  }
  return undefined;
};

const writtenForms = (models: readonly KnownModel[], { forms }: Pick<MentionSettings, "forms">) => {
  const names = new Map<string, Pick<Name, "model" | "form">>();
  for (const { id } of models) names.set(id, { model: id, form: "id" });
  const bare = new Map<string, string | undefined>();
  for (const { id, subject } of models) {
    for (const [form, expression] of forms.entries()) {
      const text = subject === undefined ? "" : fill(expression, subject.fields, asWritten);
      if (text !== "" && !names.has(text)) names.set(text, { model: id, form });
    }
    // What two models are called without their owners is nobody's name.
    const short = bareId(id);
    if (short !== id) bare.set(short, bare.has(short) ? undefined : id);
  }
  for (const [short, id] of bare)
    if (id !== undefined && !names.has(short)) names.set(short, { model: id, form: "bare" });
  return names;
};

/** Makes what finds names of models; `patterns` are of models that nothing else is known of. */
export const namesOf = (
  models: readonly KnownModel[],
  settings: Pick<MentionSettings, "forms">,
  patterns: FollowSettings["patterns"],
): Names => {
  const byId = new Map(models.map((model) => [model.id, model]));
  const written = writtenForms(models, settings);
  const isPattern = (text: string): boolean =>
    patterns.length > 0 && !fileName.test(text) && patterns.some((pattern) => pattern.test(text));
  const plain = (text: string, prefix: string): Name | undefined => {
    const known = written.get(text);
    return known === undefined ? undefined : { ...known, prefix, dated: false };
  };
  const matched = (text: string, prefix: string): Name | undefined =>
    isPattern(text) ? { model: text, form: "id", prefix, dated: false } : undefined;
  const whole = (text: string): Name | undefined => {
    const exact = plain(text, "");
    if (exact !== undefined) return exact;
    const { prefix, rest } = parted(text);
    return prefix === "" ? undefined : plain(rest, prefix);
  };
  const resolve = (text: string): Name | undefined => {
    const exact = whole(text);
    if (exact !== undefined) return exact;
    const [, base = ""] = dated.exec(text) ?? [];
    const of = base === "" ? undefined : (whole(base) ?? matched(base, ""));
    if (of !== undefined) return { ...of, dated: true };
    const { prefix, rest } = parted(text);
    return matched(text, "") ?? (prefix === "" ? undefined : matched(rest, prefix));
  };
  const ownerOf = (id: string): string | undefined => ownerIn(byId.get(id) ?? { id, subject: undefined });
  const fits = (from: string, to: string): boolean => {
    const [before, after] = [ownerOf(from), ownerOf(to)];
    return before === undefined || after === undefined ? stemOf(from) === stemOf(to) : before === after;
  };
  const write: Names["write"] = ({ model, form, prefix }, to) => {
    if (typeof form === "number") {
      const [expression, subject] = [settings.forms[form], byId.get(to)?.subject];
      if (expression === undefined || subject === undefined) return undefined;
      return prefix + fill(expression, subject.fields, asWritten);
    }
    const short = form === "bare" || (!model.includes("/") && to.includes("/"));
    const alone = model.includes("/") && !to.includes("/") && form === "id";
    const text = short ? bareId(to) : alone ? `${ownerOf(model) ?? ""}/${to}` : to;
    if (alone && !fits(model, to)) return undefined;
    if (prefix === "" || text.includes("/")) return prefix + text;
    const [provider, sign] = [prefix.slice(0, -1), prefix.slice(-1)];
    const [before, after] = [ownerOf(model), ownerOf(to)];
    if (provider.toLowerCase() === before?.toLowerCase() && after !== undefined)
      return (after.toLowerCase() === provider.toLowerCase() ? provider : after) + sign + text;
    return fits(model, to) ? prefix + text : undefined;
  };
  // IDs with white space or quotes in them aren't tokens, and are found by nobody's eye either.
  const words = [...written.keys()].some((text) => isToken(text) && /^[A-Za-z_]+$/.test(text));
  return { find: tokenFinder(resolve, words), write, ownerOf };
};
