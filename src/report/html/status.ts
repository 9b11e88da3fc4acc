import {
  countStanding,
  type ModelStatus,
  standingOf,
  type Status,
  type StatusPlace,
} from "../../model/status.ts";
import { htmlText } from "../../text/emit/html.ts";
import { statusSummary, verifiedText } from "../status.ts";
import { facetsOf, figures, filterBar, htmlDocument, scrolling } from "./document.ts";

/** A sign and a class for each state; the word stands beside it for who can't see either. */
const looks = {
  "in step": ["✓", "ok"],
  behind: ["~", "update"],
  missing: ["+", "create"],
  blocked: ["!", "blocked"],
} as const;

const standingLooks = { "in step": "ok", behind: "update", nowhere: "none" } as const;

const cellOf = ({ cells }: ModelStatus, { name }: StatusPlace): string => {
  const cell = cells.find((each) => each.name === name);
  if (cell === undefined) return '<td class="none"><span class="hidden">not for it</span></td>';
  const [sign, look] = looks[cell.state];
  const count = cell.count > 1 ? ` ×${cell.count}` : "";
  return `<td class="${look}"><span aria-hidden="true">${sign}</span> <span class="word">${cell.state}${count}</span></td>`;
};

const rowOf = (model: ModelStatus, places: readonly StatusPlace[]): string => {
  const { id, name, mentions } = model;
  const step = standingOf(model);
  return `<tr class="card row" ${facetsOf([step], [verifiedText(model)])}><th scope="row">${htmlText(name)}<code class="soft">${htmlText(id)}</code></th><td class="${standingLooks[step]}">${step}</td>${places.map((place) => cellOf(model, place)).join("")}${mentions === null ? "" : `<td>${mentions}</td>`}<td>${verifiedText(model)}</td></tr>`;
};

/** Models and places as one HTML document that loads nothing. */
export const statusToHtml = (status: Status): string => {
  const { models, places } = status;
  const nowhere = countStanding(status, "nowhere");
  const unverified = models.filter(({ verified }) => verified === false).length;
  const named = models.some(({ mentions }) => mentions !== null);
  const heads = [
    "Model",
    "State",
    ...places.map(({ name }) => name),
    ...(named ? ["Names"] : []),
    "Verified",
  ].map((head) => `<th scope="col">${htmlText(head)}</th>`);
  const facets = [
    { label: "State", values: ["in step", "behind", "nowhere"].map((state) => [state, state] as const) },
    { label: "Verified", values: ["yes", "pending"].map((state) => [state, state] as const) },
  ];
  const table = `<table class="status"><thead><tr>${heads.join("")}</tr></thead><tbody>${models.map((model) => rowOf(model, places)).join("\n")}</tbody></table>`;
  return htmlDocument({
    title: "What each model has in the documentation",
    lead: `<p class="soft">${htmlText(statusSummary(status))}</p>${figures([
      { count: countStanding(status, "in step"), label: "in step", look: "create" },
      { count: countStanding(status, "behind"), label: "behind", look: "update" },
      ...(nowhere === 0 ? [] : [{ count: nowhere, label: "nowhere" }]),
      { count: unverified, label: "not verified yet", look: "update" },
      { count: places.length, label: places.length === 1 ? "place" : "places" },
    ])}`,
    jumps: [],
    main:
      models.length === 0
        ? ["<p>The catalog has no model.</p>"]
        : [filterBar("models", facets, false), scrolling("Models and places", table)],
    many: models.length > 500,
  });
};
