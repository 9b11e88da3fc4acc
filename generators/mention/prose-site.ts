import { codeSpans } from "../../src/page/code-spans.ts";
import { codeSite } from "./code-site.ts";
import { makesClaim, sentenceAround } from "./sentences.ts";
import { call, doubt, type Site, stay } from "./site.ts";

/** A part of a text, as [start, end). */
type Stretch = readonly [start: number, end: number];

/** A paragraph of running text, and what stands in it. */
export type Paragraph = {
  readonly text: string;
  /** Other names in it: [start, end) of its text, and their models. */
  readonly names: readonly { readonly start: number; readonly end: number; readonly model: string }[];
  /** Its inline code, as [start, end). */
  readonly spans: readonly Stretch[];
  /** The text with backticks for all inline code: what stands in code ends no sentence. */
  readonly masked: string;
  readonly addresses: readonly Stretch[];
  readonly linkTexts: readonly Stretch[];
  readonly tags: readonly Stretch[];
};

/** The stretches of a paragraph that a pattern finds, as [start, end). */
const stretches = (text: string, pattern: RegExp): readonly Stretch[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => [index, index + found.length]);

/** Addresses: a link's destination, a definition's, one that stands there as it is. */
const addresses =
  /\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*|^\s*\[[^\]\n]+\]:\s*\S+|<?[a-z][a-z0-9+.-]*:\/\/[^\s<>`)]+|\bwww\.[^\s<>`)]+/gim;
const linkTexts = /\[(?:[^[\]]|\[[^[\]]*\])*\](?=\(|\[)/g;
const tags = /<\/?[A-Za-z][^<>]*>/g;

/** A text as a paragraph: what all names in it are judged by. */
export const paragraphOf = (text: string, names: Paragraph["names"]): Paragraph => {
  const spans = codeSpans(text);
  let masked = "";
  for (const [first, last] of spans) masked += text.slice(masked.length, first) + "`".repeat(last - first);
  return {
    text,
    names,
    spans,
    masked: masked + text.slice(masked.length),
    addresses: stretches(text, addresses),
    linkTexts: stretches(text, linkTexts),
    tags: stretches(text, tags),
  };
};

const within = (all: readonly Stretch[], at: number) => all.find(([start, end]) => at >= start && at < end);

/** What may become of a name in inline code, by the sentence around it. */
const spanVerdict = ({ text, names, masked }: Paragraph, start: number, end: number): Site["verdict"] => {
  const [from, to] = sentenceAround(masked, start, end);
  const inSentence = names.filter((name) => name.start >= from && name.end <= to);
  if (new Set(inSentence.map(({ model }) => model)).size > 1)
    return doubt("the sentence names several models");
  let sentence = text.slice(from, to);
  for (const name of [...inSentence].reverse())
    sentence = `${sentence.slice(0, name.start - from)} ${sentence.slice(name.end - from)}`;
  if (/^[\s>*_+\-`"'“„«([]*$/.test(text.slice(from, start)) && /\p{L}/u.test(text.slice(end, to)))
    return doubt("the sentence is about it");
  return makesClaim(sentence) ? doubt("the sentence says something of it") : call;
};

/** What a name in running text is, at [start, end) of its paragraph. */
export const proseSite = (paragraph: Paragraph, start: number, end: number): Site => {
  const { text, spans } = paragraph;
  const span = within(spans, start);
  if (span === undefined && within(paragraph.addresses, start) !== undefined)
    return { kind: "link", verdict: stay };
  const tag = span === undefined ? within(paragraph.tags, start) : undefined;
  if (tag !== undefined) {
    const site = codeSite({
      before: text.slice(tag[0], start),
      after: text.slice(end, tag[1]),
      language: "html",
    });
    // Only an attribute that says so has a model for its value.
    const says = /(?:model|engine|llm)[\w-]*=\{?["'`]$/i.test(text.slice(tag[0], start));
    return { kind: "data", verdict: says ? site.verdict : stay };
  }
  if (span === undefined) {
    const [before, after] = [text.slice(0, start), text.slice(end)];
    const isPath = /[/\\#$%&@=]$/.test(before) || /^(?:[/\\]|\.\w)/.test(after);
    return { kind: isPath ? "link" : "prose", verdict: stay };
  }
  const [first, last] = span;
  const ticks = /^`+/.exec(text.slice(first, last))?.[0].length ?? 1;
  const inner = { before: text.slice(first + ticks, start), after: text.slice(end, last - ticks) };
  const alone = inner.before.trim() === "" && inner.after.trim() === "";
  const site = alone ? undefined : codeSite({ ...inner, language: "" });
  if (site !== undefined && (site.kind === "link" || site.verdict.type !== "call"))
    return { kind: site.kind === "link" ? "link" : "span", verdict: site.verdict };
  if (within(paragraph.linkTexts, start) !== undefined)
    return { kind: "span", verdict: doubt("a link goes with it") };
  return { kind: "span", verdict: spanVerdict(paragraph, start, end) };
};
