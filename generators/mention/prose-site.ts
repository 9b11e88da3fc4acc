import { codeSpans } from "../../src/page/code-spans.ts";
import { codeSite } from "./code-site.ts";
import { call, doubt, type Site, stay } from "./site.ts";

/** What says something of the models that a sentence names: it would be another claim with another model. By language, as stems. */
const claims: readonly string[] = [
  // English
  "(?<!\\p{L})(?:newer|older|later|earlier|than|versus|vs|compar\\p{L}*|unlike|instead|replac\\p{L}*|supersed\\p{L}*|deprecat\\p{L}*|retir\\p{L}*|sunset|legacy|former\\p{L}*|previous\\p{L}*|successor|predecessor|requir\\p{L}*|only|since|until|support(?:s|ed)|both|either|neither|except|above|below|upgrad\\p{L}*|migrat\\p{L}*|releas\\p{L}*|launch\\p{L}*|introduc\\p{L}*|announc\\p{L}*|trained|cutoff|costs?|pric\\p{L}*|cheap\\p{L}*|fast\\p{L}*|slow\\p{L}*|better|best|worse|worst|smart\\p{L}*|largest|smallest|limit\\p{L}*|no longer|not|\\p{L}+n[’']t|cannot|now|renam\\p{L}*|snapshots?|alias\\p{L}*|points? to|available|availability)(?!\\p{L})",
  // German
  "(?<!\\p{L})(?:neuer\\p{L}*|älter\\p{L}*|später\\p{L}*|früher\\p{L}*|gegenüber|vergl\\p{L}*|anders|statt|anstelle|ersetz\\p{L}*|veralt\\p{L}*|abgekündigt\\p{L}*|vorherig\\p{L}*|bisherig\\p{L}*|nachfolg\\p{L}*|vorgäng\\p{L}*|benötig\\p{L}*|erforder\\p{L}*|erfordert|voraus\\p{L}*|nur|erst|seit|bis|unterstütz\\p{L}*|sowohl|weder|außer|erschien\\p{L}*|veröffentlich\\p{L}*|eingeführt\\p{L}*|kostet|günstig\\p{L}*|schnell\\p{L}*|langsam\\p{L}*|besser\\p{L}*|beste\\p{L}*|größ\\p{L}*|klein\\p{L}*|nicht|kein\\p{L}*|umsteig\\p{L}*|aktualisier\\p{L}*|migrier\\p{L}*|wechsel\\p{L}*|verfügbar\\p{L}*)(?!\\p{L})",
  // French
  "(?<!\\p{L})(?:récent\\p{L}*|ancien\\p{L}*|ultérieur\\p{L}*|antérieur\\p{L}*|contrairement|compar\\p{L}*|au lieu|remplac\\p{L}*|obsol\\p{L}*|déprécié\\p{L}*|précédent\\p{L}*|successeur|prédécesseur|nécessit\\p{L}*|requ\\p{L}+|exig\\p{L}*|seul\\p{L}*|uniquement|depuis|jusqu\\p{L}*|pren\\p{L}* en charge|supporte|sauf|sorti\\p{L}*|publié\\p{L}*|lancé\\p{L}*|coût\\p{L}*|coûte|rapide\\p{L}*|lent\\p{L}*|meilleur\\p{L}*|moins|plus|pas|migr\\p{L}*|disponible\\p{L}*)(?!\\p{L})",
  // Spanish
  "(?<!\\p{L})(?:nuevo\\p{L}*|reciente\\p{L}*|antigu\\p{L}*|posterior\\p{L}*|anterior\\p{L}*|comparad\\p{L}*|diferencia|en lugar|en vez|reemplaz\\p{L}*|sustitu\\p{L}*|obsolet\\p{L}*|sucesor|predecesor|requier\\p{L}*|necesit\\p{L}*|solo|sólo|solamente|desde|hasta|admit\\p{L}*|compatible\\p{L}*|excepto|lanz\\p{L}*|public\\p{L}*|cuesta|barat\\p{L}*|rápid\\p{L}*|lent\\p{L}*|mejor\\p{L}*|peor\\p{L}*|más|menos|no|ya no|migr\\p{L}*|actualiz\\p{L}*|disponible\\p{L}*)(?!\\p{L})",
  // Portuguese
  "(?<!\\p{L})(?:recente\\p{L}*|antig\\p{L}*|comparad\\p{L}*|diferente|em vez|substitu\\p{L}*|obsolet\\p{L}*|sucessor|antecessor|exig\\p{L}*|requer\\p{L}*|precis\\p{L}*|somente|apenas|desde|até|suport\\p{L}*|compatíve\\p{L}*|exceto|lançad\\p{L}*|custa|melhor\\p{L}*|pior\\p{L}*|mais|menos|não|migr\\p{L}*|atualiz\\p{L}*|disponíve\\p{L}*)(?!\\p{L})",
  // Italian
  "(?<!\\p{L})(?:recent\\p{L}*|vecchi\\p{L}*|successiv\\p{L}*|precedent\\p{L}*|rispetto|confront\\p{L}*|invece|sostitu\\p{L}*|obsolet\\p{L}*|richied\\p{L}*|necessari\\p{L}*|solo|soltanto|dal|fino|support\\p{L}*|tranne|rilasciat\\p{L}*|costa|veloc\\p{L}*|lent\\p{L}*|miglior\\p{L}*|peggior\\p{L}*|più|meno|non|migr\\p{L}*|disponibil\\p{L}*)(?!\\p{L})",
  // Russian
  "(?:нов(?:ее|ых|ые)|старше|старее|позже|ранее|раньше|чем|сравн|вместо|замен|устар|предыдущ|преемник|требу|нужн|только|начиная|поддерж|кроме|выпущ|вышл|стоит|дешев|быстр|медлен|лучш|хуже|больш|меньш|(?<!\\p{L})не(?!\\p{L})|переход|перейд|обнов|доступ)",
  // Chinese, Japanese, Korean
  "更|新版|旧|以上|以后|之后|以前|之前|相比|比较|不同于|而不是|代替|取代|替代|弃用|停用|废弃|需要|仅|只有|只能|支持|除了|发布|推出|价格|便宜|快|慢|最|不|升级|迁移|較|舊|後|棄用|僅|支援|發布|升級|遷移|可用",
  "より|以降|以上|以前|比べ|比較|異な|代わり|置き換|非推奨|廃止|必要|のみ|だけ|対応|サポート|リリース|公開|料金|安い|速い|遅い|最も|ない|ません|移行|アップグレード|後継|可能",
  "보다|이상|이후|이전|비교|다르|달리|대신|대체|교체|지원|필요|만\\s|에서만|출시|공개|가격|저렴|빠르|빠른|느리|느린|가장|않|없|폐기|중단|마이그레이션|업그레이드|전환|후속|가능",
];

/** Made when it is needed: with classes of all letters that takes some milliseconds. */
let claim: RegExp | undefined;

/** Whether a sentence, names of models taken out, says something of them that another model may not bear out. */
const makesClaim = (sentence: string): boolean => {
  claim ??= new RegExp(claims.join("|"), "u");
  return claim.test(sentence.toLowerCase());
};

/** The abbreviations that come before examples end no sentence. */
const abbreviation = /(?:e\.g|i\.e|z\.\s?B|p\.\s?ej|p\.\s?ex|par ex|por ej|ad es|etc|bzw|т\.\s?е|напр|vs)$/iu;

/** So many characters the longest of them has at most. */
const longestAbbreviation = 8;

/** Where the sentence around an offset begins and ends. */
const sentenceAround = (text: string, start: number, end: number): readonly [number, number] => {
  let from = 0;
  let to = text.length;
  for (const { 0: stop, index } of text.matchAll(/[.!?:;](?=\s+[^a-z\s]|\s*$)|[。！？；]|\n\s*\n/gu)) {
    if (stop === "." && abbreviation.test(text.slice(Math.max(0, index - longestAbbreviation), index)))
      continue;
    if (index + stop.length <= start) from = index + stop.length;
    else if (index >= end && to === text.length) to = index;
  }
  return [from, to];
};

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
