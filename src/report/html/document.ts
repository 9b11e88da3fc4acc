import { htmlText } from "../../text/emit/html.ts";
import { style } from "./style.ts";
import { createHash } from "node:crypto";

/** One thing that cards are chosen by, with its values and what they are called. */
type Facet = {
  readonly label: string;
  readonly values: readonly (readonly [value: string, label: string])[];
};

/** The bar that chooses among cards; without its script it isn't there. `what` they are, in the plural. */
export const filterBar = (what: string, facets: readonly Facet[], opens: boolean): string => {
  const option = (value: string, label: string): string =>
    `<option value="${htmlText(value)}">${htmlText(label)}</option>`;
  const selects = facets.map(
    ({ label, values }) =>
      `<label>${label}<select autocomplete="off">${option("", `All`)}${values.map(([value, shown]) => option(value, shown)).join("")}</select></label>`,
  );
  const buttons = opens
    ? `<button type="button">Open all</button><button type="button">Close all</button>`
    : "";
  return `<form class="bar" hidden role="search" aria-label="Filter the ${what}" data-what="${what}">
${selects.join("\n")}
<label>Search<input type="search" autocomplete="off" placeholder="path or text"></label>
${buttons}<output aria-live="polite"></output></form>`;
};

/** What a card is chosen by: for each facet its values. */
export const facetsOf = (...values: readonly (readonly string[])[]): string =>
  `data-facets="${htmlText(JSON.stringify(values))}"`;

/** Jumps, filters and search, over what is readable without them. */
const script = `
const reveal=()=>{const at=document.getElementById(location.hash.slice(1));if(at&&at.matches("details")){at.hidden=false;at.open=true;at.scrollIntoView()}};
addEventListener("click",({target})=>{if(target.closest("a"))setTimeout(reveal)});reveal();
const list=document.querySelector(".jumps>details");
if(list&&!matchMedia("(min-width:1100px)").matches)list.open=false;
const bar=document.querySelector(".bar"),cards=[...document.querySelectorAll(".card[data-facets]")];
if(bar){bar.hidden=false;
const selects=[...bar.querySelectorAll("select")],search=bar.querySelector("input"),out=bar.querySelector("output");
const facets=new Map(cards.map(c=>[c,JSON.parse(c.dataset.facets)]));
const show=()=>{const words=search.value.toLowerCase().split(/\\s+/).filter(Boolean);let n=0;
for(const c of cards){const ok=selects.every((s,i)=>s.value===""||facets.get(c)[i].includes(s.value))&&words.every(w=>c.textContent.toLowerCase().includes(w));
c.hidden=!ok;if(ok)n++}
out.textContent=n+" of "+cards.length+" "+bar.dataset.what};
for(const s of selects)s.addEventListener("change",show);search.addEventListener("input",show);
const [open,close]=bar.querySelectorAll("button");
if(open){open.addEventListener("click",()=>cards.forEach(c=>{if(!c.hidden)c.open=true}));
close.addEventListener("click",()=>cards.forEach(c=>{c.open=false}))}show()}
`;

/** A place of the document to jump to. */
export type Jump = { readonly id: string; readonly label: string; readonly inside?: readonly Jump[] };

/** What a report is made of; all but the title is HTML. */
export type Report = {
  readonly title: string;
  readonly lead: string;
  readonly jumps: readonly Jump[];
  readonly main: readonly string[];
  /** Whether there are so many cards that only those in view are laid out. */
  readonly many?: boolean;
};

/** So many places of a section are in the list to jump by. */
const maxJumps = 40;

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const jumpItem = ({ id, label, inside = [] }: Jump): string => {
  const left = inside.length - maxJumps;
  const more = left > 0 ? `<li class="soft">${left} more</li>` : "";
  const list =
    inside.length === 0 ? "" : `<ul>${inside.slice(0, maxJumps).map(jumpItem).join("")}${more}</ul>`;
  return `<li><a href="#${id}">${htmlText(label)}</a>${list}</li>`;
};

const jumpList = (jumps: readonly Jump[]): string =>
  jumps.length === 0
    ? ""
    : `<nav class="jumps" aria-label="In this report"><details open><summary>In this report</summary><ul>${jumps.map(jumpItem).join("")}</ul></details></nav>`;

/** A number that people ask for, and what it counts; none is grey. */
export type Figure = { readonly count: number; readonly label: string; readonly look?: string };

/** The big numbers at the top. */
export const figures = (all: readonly Figure[]): string =>
  `<ul class="numbers">${all.map(({ count, label, look }) => `<li${count === 0 ? ' class="zero"' : ""}><b${look === undefined || count === 0 ? "" : ` class="${look}"`}>${count}</b>${htmlText(label)}</li>`).join("")}</ul>`;

/** A part of the report that can be jumped to. */
export const section = (id: string, title: string, parts: readonly string[]): string =>
  `<section id="${id}"><h2>${htmlText(title)}</h2>\n${parts.join("\n")}</section>`;

/** What is wider than a phone scrolls in itself, by keys too. */
export const scrolling = (label: string, html: string, look = ""): string =>
  `<div class="scroll ${look}" tabindex="0" role="region" aria-label="${htmlText(label)}">${html}</div>`;

/** One HTML document that loads nothing, sends nothing and runs no script but its own. */
export const htmlDocument = ({ title, lead, jumps, main, many = false }: Report): string => {
  const csp = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${htmlText(title)}</title>
<style>${style}</style>
</head>
<body${many ? ' class="many"' : ""}>
<header><h1>${htmlText(title)}</h1>${lead}</header>
<div class="beside">
${jumpList(jumps)}
<main>
${main.filter((part) => part !== "").join("\n")}
</main>
</div>
<script>${script}</script>
</body>
</html>
`;
};
