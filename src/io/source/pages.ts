import { createHash } from "node:crypto";
import { countRecords, type DocumentPart, type EnvelopeSettings } from "../../catalog/envelope.ts";
import { joinPages } from "../../catalog/paging/join-pages.ts";
import { firstPage, nextPage } from "../../catalog/paging/next.ts";
import { type Answer, autoPaging } from "../../catalog/paging/settings.ts";
import { pagingHeaders } from "../../catalog/paging/signs.ts";
import { error, fail, ok, type Outcome, type Problem } from "../../model/problem.ts";
import { urlLabel } from "../http/address.ts";
import { readUrl } from "../http/http.ts";
import { parseDocument } from "./document.ts";
import type { CatalogDocument, Fetched, SourceContext, UrlSource } from "./types.ts";
import { toMap } from "../../text/group-by.ts";

/** How long all pages of a list may take together, in milliseconds. */
const maxPagesMs = 300_000;

const asAnswersSay: EnvelopeSettings = { list: undefined, keyField: undefined, paging: autoPaging };

const headersOf = ({ headers }: Fetched): Answer["headers"] =>
  toMap(pagingHeaders, (name) => {
    const value = headers.get(name);
    return value === null ? undefined : [name, value];
  });

const broken = (label: string, page: number, what: string, says: string): Problem =>
  error(
    "catalog-pages",
    `${label} (page ${page})`,
    `The list breaks off: ${what}, although ${says}.`,
    "Nothing is taken for the whole. Declare in `paging` how the pages follow each other, or ask the service.",
  );

/** What was read of a list so far. */
type Progress = {
  readonly documents: readonly CatalogDocument[];
  readonly seen: number;
  readonly bytes: number;
  /** Addresses that were asked, and digests of what they gave. */
  readonly asked: ReadonlySet<string>;
};

/** Why the next address may not be asked; undefined if it may. */
const refusal = (
  url: string,
  from: URL,
  { documents, asked }: Progress,
  { paging }: EnvelopeSettings,
): string | undefined => {
  if (!URL.canParse(url)) return "the address of the next page is none";
  const next = new URL(url);
  // A page must not lead to another service, nor take keys there.
  if (next.origin !== from.origin) return `the next page is at another origin (${urlLabel(next)})`;
  if (asked.has(next.href)) return "the next page is one that was read already";
  if (documents.length >= paging.maxPages) return `it has more than ${paging.maxPages} pages`;
  return undefined;
};

const whole = ({ documents, bytes }: Progress, { list }: EnvelopeSettings): CatalogDocument => {
  const [first, ...rest] = documents;
  const digest = createHash("sha256");
  for (const document of documents) digest.update(document.digest);
  const label = first?.label ?? "";
  if (first === undefined || rest.length === 0) return first ?? { value: null, digest: "", label, bytes };
  const parts = documents.map(
    ({ value }, index): DocumentPart => ({
      value,
      label: index === 0 ? label : `${label} (page ${index + 1})`,
      ...(index === 0 ? {} : { continues: true }),
    }),
  );
  const value = joinPages(
    documents.map((document) => document.value),
    list,
  );
  return { value, digest: digest.digest("hex"), label, bytes, parts };
};

/**
 * Reads a list from a URL, all of its pages. Pages keep to the URL's origin, and are bounded in number, bytes and
 * time. Problems: `catalog-pages` where the list breaks off before its end, and those of a single answer.
 */
export const readPages = async (
  source: UrlSource,
  context: SourceContext,
): Promise<Outcome<CatalogDocument>> => {
  const envelope = source.envelope ?? asAnswersSay;
  const now = context.now ?? Date.now;
  const deadline = now() + maxPagesMs;
  let progress: Progress = { documents: [], seen: 0, bytes: 0, asked: new Set() };
  let url = URL.canParse(source.url) ? firstPage(source.url, envelope.paging) : source.url;
  let origin: string | undefined;
  let probing = false;
  for (let page = 1; ; page++) {
    const maxBytes = source.maxBytes - progress.bytes;
    const fetched = await readUrl({ ...source, url, maxBytes }, context);
    const inPage = (problem: Problem): Problem =>
      page === 1 ? problem : { ...problem, where: `${problem.where} (page ${page})` };
    if (!fetched.ok) return fail(...fetched.problems.map(inPage));
    const { bytes, url: from } = fetched.value;
    const parsed = await parseDocument(bytes, fetched.value.label, source.format);
    if (!parsed.ok) return fail(...parsed.problems.map(inPage));
    const { value, digest, label } = parsed.value;
    origin ??= new URL(source.url).origin;
    const count = countRecords({ value, label }, envelope);
    const seen = progress.seen + count;
    if (probing && count === 0) return ok(whole(progress, envelope), parsed.problems);
    const repeated = progress.asked.has(digest);
    progress = {
      documents: [...progress.documents, parsed.value],
      seen,
      bytes: progress.bytes + bytes.length,
      asked: new Set([...progress.asked, url, from.href, digest]),
    };
    const answer: Answer = { value, url: from.href, headers: headersOf(fetched.value), count, seen, page };
    const next = nextPage(envelope.paging, envelope.list, answer);
    if (repeated)
      return fail(broken(label, page, "this page is one that was read already", "another was asked for"));
    if (next.type === "end") return ok(whole(progress, envelope), parsed.problems);
    if (next.type === "more") return fail(broken(label, page, "nothing tells where it goes on", next.says));
    if (count === 0) return fail(broken(label, page, "the page is empty", next.says));
    const why = refusal(next.url, from, progress, envelope);
    if (why !== undefined) return fail(broken(label, page, why, next.says));
    if (from.origin !== origin)
      return fail(
        broken(label, page, `the service redirects to another origin (${urlLabel(from)})`, next.says),
      );
    if (now() >= deadline)
      return fail(broken(label, page, `its pages take more than ${maxPagesMs / 1000} s`, next.says));
    probing = next.probe;
    url = next.url;
  }
};
