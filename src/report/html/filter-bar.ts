import { htmlText } from "../../text/emit/html.ts";

/** One thing that cards are chosen by, with its values and what they are called. */
export type Facet = {
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
