import type { ValuePath } from "../value-path.ts";
import type { Answer } from "./settings.ts";
import { isObject } from "../../text/json.ts";

/** A value of an answer's envelope: what it is called, and the same without case and dashes. */
export type Sign = {
  /** Dotted path, as problems show it. */
  readonly path: string;
  readonly key: string;
  /** The key of the object that it is in: `links`, `page_info`; "" at the top. */
  readonly group: string;
  readonly value: string | number | boolean;
};

/** One spelling for `hasMore`, `has_more` and `has-more`. */
export const plainKey = (key: string): string => key.toLowerCase().replace(/^@odata\.|[^a-z0-9]+/g, "");

/** Objects that envelopes keep such values in. */
const groups: ReadonlySet<string> = new Set([
  ..."pagination paging pageinfo page pages meta metadata links info".split(" "),
  ..."hydraview link resultinfo responsemetadata cursor cursors next result response summary".split(" "),
]);

const isSign = (value: unknown): value is Sign["value"] =>
  (typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean";

/** How deep groups are looked into: `meta.pagination.links.next`. */
const maxDepth = 3;

/** Links that stand in a list and say what each is: `links: [{ rel: "next", href }]`. */
const relations = (links: readonly unknown[], path: string): readonly Sign[] =>
  links.flatMap((link, index): readonly Sign[] => {
    if (!isObject(link) || link.rel !== "next") return [];
    const value = link.href ?? link.url ?? link.uri;
    return isSign(value) ? [{ path: `${path}[${index}]`, key: "next", group: "", value }] : [];
  });

const signsIn = (value: unknown, path: string, group: string, depth: number): readonly Sign[] => {
  if (Array.isArray(value)) return group === "links" || group === "link" ? relations(value, path) : [];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]): readonly Sign[] => {
    const here = path === "" ? key : `${path}.${key}`;
    const plain = plainKey(key);
    // `next: { href }` is an address like `next` alone.
    if (isSign(inner)) return [{ path: here, key: group === "next" ? "next" : plain, group, value: inner }];
    return depth < maxDepth && groups.has(plain) ? signsIn(inner, here, plain, depth + 1) : [];
  });
};

/** The values that the list's envelopes have beside it, from the outermost to the innermost. */
const alongList = (value: unknown, list: ValuePath): readonly Sign[] => {
  const found: Sign[] = [];
  let current = value;
  let path = "";
  for (const step of list.steps.slice(0, -1)) {
    if (step.type !== "key" || !isObject(current) || !Object.hasOwn(current, step.key)) break;
    current = current[step.key];
    path = path === "" ? step.key : `${path}.${step.key}`;
    found.push(...signsIn(current, path, "", 1));
  }
  return found;
};

/** What headers say, called as bodies call it. */
const headerKeys: readonly (readonly [header: string, key: string])[] = [
  ["x-total-count", "total"],
  ["x-total", "total"],
  ["x-total-pages", "totalpages"],
  ["x-page", "page"],
  ["x-next-page", "nextpage"],
  ["x-next-cursor", "nextcursor"],
  ["x-has-more", "hasmore"],
];

const headerSigns = (headers: Answer["headers"]): readonly Sign[] => {
  const named = headerKeys.flatMap(([header, key]): readonly Sign[] => {
    const text = headers.get(header)?.trim() ?? "";
    if (text === "") return [];
    const value = /^\d{1,15}$/.test(text) ? Number(text) : text === "true" ? true : text;
    return [{ path: `the header ${header}`, key, group: "", value }];
  });
  const range = /\/(\d{1,15})$/.exec(headers.get("content-range")?.trim() ?? "")?.[1];
  if (range === undefined) return named;
  return [...named, { path: "the header content-range", key: "total", group: "", value: Number(range) }];
};

/** The names of all headers that say something of pages. */
export const pagingHeaders: readonly string[] = [
  "link",
  "content-range",
  ...headerKeys.map(([header]) => header),
];

/** What an answer says beside its records; the document's top and the objects around the list are its envelope. */
export const signsOf = ({ value, headers }: Answer, list: ValuePath | undefined): readonly Sign[] => {
  const inside = list === undefined ? [] : alongList(value, list);
  const all = [...signsIn(value, "", "", 0), ...inside, ...headerSigns(headers)];
  return [...new Map(all.map((sign) => [sign.path, sign])).values()];
};

/** The address that a `Link` header gives for `rel="next"`. */
export const linkNext = (header: string): string | undefined => {
  for (const [, url, params = ""] of header.matchAll(
    /<([^<>]*)>((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^\s,;"]+))*)/g,
  )) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/i.exec(params);
    const names = (rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/);
    if (names.includes("next")) return url;
  }
  return undefined;
};
