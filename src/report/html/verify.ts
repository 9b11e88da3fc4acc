import { htmlText } from "../../text/emit/html.ts";
import { placeOf, type Verdict } from "../../verify/types.ts";
import { verdictSummary } from "../verify.ts";
import { facetsOf, figures, filterBar, htmlDocument, scrolling, section } from "./document.ts";

/** The results in the order of the report, what needs a look first. */
const results = [
  { result: "failed", title: "Failed", look: "delete" },
  { result: "not run", title: "Not run", look: "update" },
  { result: "compiled", title: "Compiled only", look: "create" },
  { result: "passed", title: "Passed", look: "create" },
] as const;

const card = (verdict: Verdict, look: string): string => {
  const { result, kind, language, model, why, output, kept } = verdict;
  const place = placeOf(verdict);
  const about = [
    `${kind}/${language}`,
    ...(model === undefined ? [] : [model]),
    ...(kept ? ["passed before, unchanged since"] : []),
  ];
  const reasons = why.map((reason) => `<p>${htmlText(reason)}</p>`).join("");
  const printed =
    output === ""
      ? ""
      : scrolling(
          `What ${place} printed`,
          `<pre class="code"><code>${htmlText(output.trimEnd()).replace(/^.*$/gm, '<span class="l">$& </span>').replaceAll("\n", "")}</code></pre>`,
        );
  return `<div class="card finding" ${facetsOf([result], model === undefined ? [] : [model])}>
<p><span class="act ${look}">${result}</span><code>${htmlText(place)}</code> <span class="soft">${htmlText(about.join(" · "))}</span></p>${reasons}${printed}</div>`;
};

const idOf = (result: string): string => result.replace(" ", "-");

/** What became of each snippet, as one HTML document that loads nothing. */
export const verdictsToHtml = (verdicts: readonly Verdict[]): string => {
  const groups = results.map((each) => ({
    ...each,
    own: verdicts.filter(({ result }) => result === each.result),
  }));
  const there = groups.filter(({ own }) => own.length > 0);
  const models = [...new Set(verdicts.flatMap(({ model }) => model ?? []))].sort();
  const facets = [
    { label: "Result", values: there.map(({ result, title }) => [result, title] as const) },
    { label: "Model", values: models.map((id) => [id, id] as const) },
  ];
  return htmlDocument({
    title: "What became of the snippets",
    lead: `<p class="soft">${htmlText(verdictSummary(verdicts))}</p>${figures(
      groups.map(({ own, title, look }) => ({ count: own.length, label: title.toLowerCase(), look })),
    )}`,
    jumps: there.map(({ result, title, own }) => ({ id: idOf(result), label: `${title} (${own.length})` })),
    main: [
      verdicts.length === 0 ? "<p>There is no snippet to verify.</p>" : filterBar("snippets", facets, false),
      ...there.map(({ result, title, look, own }) =>
        section(
          idOf(result),
          title,
          own.map((verdict) => card(verdict, look)),
        ),
      ),
    ],
    many: verdicts.length > 100,
  });
};
