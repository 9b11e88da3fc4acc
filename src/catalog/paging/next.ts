import { readPath, type ValuePath } from "../value-path.ts";
import { addressOf, withParam } from "./address.ts";
import { detectNext } from "./detect.ts";
import type { Answer, Next, PagingRule, PagingSettings } from "./settings.ts";
import { linkNext } from "./signs.ts";

const end: Next = { type: "end" };

const numberAt = (value: unknown, path: ValuePath | undefined): number | undefined => {
  const found = path === undefined ? undefined : readPath(value, path);
  const number = typeof found === "string" && /^\d{1,15}$/.test(found) ? Number(found) : found;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
};

const page = (url: string | undefined, says: string, probe = false): Next =>
  url === undefined ? { type: "more", says } : { type: "page", url, says, probe };

/** The cursor or address that the answer holds for the next one. */
const heldNext = ({ by, next }: PagingRule, { value, headers }: Answer): string | undefined => {
  if (by === "link") return linkNext(headers.get("link") ?? "");
  const held = next === undefined ? undefined : readPath(value, next);
  if (typeof held === "number" && Number.isFinite(held)) return String(held);
  return typeof held === "string" && held !== "" ? held : undefined;
};

const byHeld = (rule: PagingRule, answer: Answer): Next => {
  const more = rule.more === undefined ? undefined : readPath(answer.value, rule.more);
  if (more === false) return end;
  const held = heldNext(rule, answer);
  const says = `\`${(more === true ? rule.more?.source : rule.next?.source) ?? 'rel="next"'}\` says so`;
  if (held === undefined) return more === true ? { type: "more", says } : end;
  if (rule.by !== "cursor") return page(addressOf(held, answer.url), says);
  const { url } = answer;
  return page(url === undefined ? undefined : withParam(url, rule.param ?? "cursor", held), says);
};

/** The first page was asked for without a number where nothing says how the first one is called. */
const byNumber = (rule: PagingRule, answer: Answer): Next => {
  const { by, param = by, pages, total, size, start } = rule;
  const all = numberAt(answer.value, total);
  const count = numberAt(answer.value, pages);
  const number = by === "page" ? start + answer.page : answer.seen;
  const url = answer.url === undefined ? undefined : withParam(answer.url, param, String(number));
  const counted = `\`${total?.source}\` is ${all}, and there are ${answer.seen} records`;
  if (all !== undefined && answer.seen > all) return { type: "more", says: counted };
  if (all !== undefined && answer.seen < all) return page(url, counted);
  if (count !== undefined && answer.page < count)
    return page(url, `\`${pages?.source}\` is ${count}, and this is page ${answer.page}`);
  const short = answer.count === 0 || (size !== undefined && answer.count < size);
  if (all !== undefined || count !== undefined || short || url === undefined) return end;
  return page(url, "the page is full", true);
};

/** The first address to ask: the page's size is a part of it. */
export const firstPage = (url: string, { rule }: PagingSettings): string => {
  if (typeof rule === "string" || rule.sizeParam === undefined || rule.size === undefined) return url;
  return withParam(url, rule.sizeParam, String(rule.size));
};

/** What an answer says of the rest of its list, also where a declared rule sees an end: no list gets shorter by a wrong path. */
export const nextPage = ({ rule }: PagingSettings, list: ValuePath | undefined, answer: Answer): Next => {
  if (rule === "none") return end;
  if (rule === "auto") return detectNext(answer, list);
  const declared = rule.by === "page" || rule.by === "offset" ? byNumber(rule, answer) : byHeld(rule, answer);
  if (declared.type !== "end") return declared;
  const heard = detectNext(answer, list);
  if (heard.type === "end" || (heard.type === "page" && heard.probe)) return end;
  return { type: "more", says: `${heard.says}, which \`paging\` doesn't follow` };
};
