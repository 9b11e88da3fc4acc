import type { ValuePath } from "../value-path.ts";
import type { Answer, Next } from "./settings.ts";
import { linkNext, type Sign, signsOf } from "./signs.ts";
import { addressOf, withParam } from "./address.ts";

const flags: ReadonlySet<string> = new Set([
  ...["hasmore", "more", "hasnext", "hasnextpage", "istruncated", "truncated", "incompleteresults"],
  ...["hasmorepages", "moredata", "hasmoredata", "moreavailable", "moreresults", "partial"],
]);
const lastFlags: ReadonlySet<string> = new Set(["last", "islast", "islastpage", "lastpage"]);

const addresses: ReadonlySet<string> = new Set(
  "next nexturl nexturi nextpageurl nextpageuri nextlink nexthref nextpagelink nextpage hydranext".split(" "),
);

/** Query parameters by what the answer calls the value: as the answer spells it, with `_` or in one word. */
const cursors: ReadonlyMap<string, readonly [snake: string, camel: string]> = new Map([
  ["nextpagetoken", ["page_token", "pageToken"]],
  ["pagetoken", ["page_token", "pageToken"]],
  ["nexttoken", ["next_token", "nextToken"]],
  ["nextcursor", ["cursor", "cursor"]],
  ["endcursor", ["after", "after"]],
  ["continuationtoken", ["continuation_token", "continuationToken"]],
  ["nextmarker", ["marker", "marker"]],
  ["nextoffset", ["offset", "offset"]],
  ["nextpage", ["page", "page"]],
  ["nextafter", ["after", "after"]],
  ["continuation", ["continuation", "continuation"]],
  ["cursor", ["cursor", "cursor"]],
]);

/** Some send these with the last answer too: only with a flag do they say that there is more. */
const needsFlag: ReadonlySet<string> = new Set(["endcursor", "pagetoken", "cursor"]);

const pageKeys: ReadonlySet<string> = new Set(["page", "currentpage", "pagenumber", "pageno"]);
/** Counted from 0. */
const zeroPageKeys: ReadonlySet<string> = new Set(["number", "pageindex"]);
const pageCounts: ReadonlySet<string> = new Set([
  ...["totalpages", "pagecount", "numpages", "totalpage", "lastpage", "pages", "pagestotal"],
]);
const totals: ReadonlySet<string> = new Set([
  ...["total", "totalcount", "totalitems", "totalresults", "totalelements", "totalrecords", "totalsize"],
  ...["totalentries", "totalrows", "totalmodels", "totalnum", "numtotal", "numtotalitems", "numfound"],
  ...["recordstotal", "itemcount", "count"],
]);
const offsets: readonly string[] = ["offset", "skip", "start", "from", "startindex"];
const limits: ReadonlySet<string> = new Set(["limit", "perpage", "pagesize", "size", "take", "top"]);

const isCount = (value: Sign["value"]): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

const shown = ({ path, value }: Sign): string => {
  const text = typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : String(value);
  return `\`${path}\` is ${text.replace(/[^ -~]/g, "?")}`;
};

const isAddress = (value: Sign["value"]): value is string =>
  typeof value === "string" && /^(?:https?:\/\/|[/?])/i.test(value);

type Signs = readonly Sign[];

const count = (signs: Signs, keys: ReadonlySet<string>): (Sign & { readonly value: number }) | undefined => {
  for (const sign of signs) {
    const { value } = sign;
    if (keys.has(sign.key) && isCount(value)) return { ...sign, value };
  }
  return undefined;
};

/** Some write a flag as text or a count: `"true"`, `1`. */
const truth = (value: Sign["value"]): boolean | undefined => {
  if (typeof value === "number") return value > 0;
  const text = String(value).toLowerCase();
  return text === "true" ? true : text === "false" ? false : undefined;
};

/** Whether the answer says outright that there is more, or that there is none. */
const flagOf = (signs: Signs): { readonly more: boolean; readonly says: string } | undefined => {
  const said = signs.flatMap((sign) => {
    const value = truth(sign.value);
    if (value === undefined) return [];
    if (flags.has(sign.key) || (sign.value === true && sign.key === "next"))
      return [{ more: value, says: shown(sign) }];
    return lastFlags.has(sign.key) && typeof sign.value !== "number"
      ? [{ more: !value, says: shown(sign) }]
      : [];
  });
  return said.find(({ more }) => more) ?? said[0];
};

const at = (answer: Answer, says: string, param: string, value: string | number): Next =>
  answer.url === undefined
    ? { type: "more", says }
    : { type: "page", url: withParam(answer.url, param, String(value)), says, probe: false };

const goTo = (answer: Answer, says: string, address: string): Next => ({
  type: "page",
  url: addressOf(address, answer.url),
  says,
  probe: false,
});

/** The address or the cursor of what comes next; `flagged` where a flag says that there is something. */
const byNext = (answer: Answer, signs: Signs, flagged: boolean): Next | undefined => {
  const link = linkNext(answer.headers.get("link") ?? "");
  if (link !== undefined) return goTo(answer, 'the header link has rel="next"', link);
  const address = signs.find(({ key, value }) => addresses.has(key) && isAddress(value));
  if (address !== undefined) return goTo(answer, shown(address), String(address.value));
  for (const sign of signs) {
    const names = cursors.get(sign.key);
    const { value } = sign;
    if (typeof value === "boolean" || (needsFlag.has(sign.key) && !flagged)) continue;
    if (names !== undefined) return at(answer, shown(sign), names[/_[^.]*$/.test(sign.path) ? 0 : 1], value);
    if (sign.key === "next") {
      const inCursor = sign.group === "cursor" || sign.group === "cursors";
      return inCursor ? at(answer, shown(sign), "cursor", value) : { type: "more", says: shown(sign) };
    }
  }
  return undefined;
};

/** Services that number their lists by ID say which was the last one. */
const byLastId = (answer: Answer, signs: Signs, says: string): Next | undefined => {
  const last = signs.find(({ key, value }) => key === "lastid" && typeof value === "string");
  if (last === undefined) return undefined;
  const isOpenAi = signs.some(({ path, value }) => path === "object" && value === "list");
  const param = isOpenAi ? "after" : last.path.includes("_") ? "after_id" : "afterId";
  return at(answer, says, param, String(last.value));
};

const queryNumber = (answer: Answer, names: readonly string[]): readonly [string, number] | undefined => {
  if (answer.url === undefined) return undefined;
  const query = new URL(answer.url).searchParams;
  for (const name of names) {
    const value = query.get(name) ?? "";
    if (/^\d{1,9}$/.test(value)) return [name, Number(value)];
  }
  return undefined;
};

const byPageNumber = (answer: Answer, signs: Signs): Next | undefined => {
  const zero = count(signs, zeroPageKeys);
  const one = count(signs, pageKeys);
  const current = one?.value ?? zero?.value ?? queryNumber(answer, ["page"])?.[1] ?? 1;
  const shift = one === undefined && zero !== undefined ? 1 : 0;
  const pages = count(signs, pageCounts);
  if (pages === undefined || current + shift >= pages.value) return undefined;
  return at(answer, `${shown(pages)}, and this is page ${current}`, "page", current + 1);
};

const byTotal = (answer: Answer, signs: Signs, says: string): Next => {
  const page = count(signs, pageKeys);
  const limit = count(signs, limits);
  if (page !== undefined && limit !== undefined) return at(answer, says, "page", page.value + 1);
  const offset = offsets.find((name) => count(signs, new Set([name])) !== undefined);
  const asked = queryNumber(answer, offsets) ?? queryNumber(answer, ["limit"]);
  if (offset !== undefined) return at(answer, says, offset, answer.seen);
  if (limit !== undefined || asked !== undefined)
    return at(answer, says, asked !== undefined && asked[0] !== "limit" ? asked[0] : "offset", answer.seen);
  return { type: "more", says };
};

/** What an answer says of the rest, where the config declares nothing. */
export const detectNext = (answer: Answer, list: ValuePath | undefined): Next => {
  const signs = signsOf(answer, list);
  const flag = flagOf(signs);
  const next = flag?.more === false ? undefined : byNext(answer, signs, flag?.more === true);
  if (next !== undefined) return next;
  if (flag?.more === true)
    return (
      byLastId(answer, signs, flag.says) ?? byPageNumber(answer, signs) ?? { type: "more", says: flag.says }
    );
  const found = signs.find(
    ({ key, value }) => totals.has(key) && isCount(value) && (key !== "count" || value > answer.count),
  );
  const total = found !== undefined && isCount(found.value) ? found.value : undefined;
  if (total === undefined || found === undefined) return byPageNumber(answer, signs) ?? probe(answer, signs);
  if (answer.seen >= total) return { type: "end" };
  const says = `${shown(found)}, and there are ${answer.seen} records`;
  return byPageNumber(answer, signs) ?? byTotal(answer, signs, says);
};

/** A full page that is called one, by offset and limit, may not be the last. */
const probe = (answer: Answer, signs: Signs): Next => {
  const limit = count(signs, limits);
  const offset = offsets.find((name) => count(signs, new Set([name])) !== undefined);
  if (answer.url === undefined || limit === undefined || offset === undefined) return { type: "end" };
  if (answer.count === 0 || answer.count < limit.value) return { type: "end" };
  const url = withParam(answer.url, offset, String(answer.seen));
  return { type: "page", url, says: `${shown(limit)}, and the page is full`, probe: true };
};
