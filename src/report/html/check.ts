import type { Finding } from "../../check/types.ts";
import { htmlText } from "../../text/emit/html.ts";
import { countOf, summaryOf, type Verdict } from "../findings.ts";
import { facetsOf, figures, filterBar, htmlDocument, section } from "./document.ts";

const look = { error: "delete", warning: "update" } as const;

const card = ({ rule, severity, path, line, message, fix, mend }: Finding): string =>
  `<div class="card finding" ${facetsOf([severity], [rule])}>
<p><span class="act ${look[severity]}">${severity}</span><code>${htmlText(path)}:${line}</code> <span class="soft">${htmlText(rule)}</span></p>
<p>${htmlText(message)}</p><p class="soft">${htmlText(fix)}${mend === undefined ? "" : " <code>check --fix</code> does it."}</p></div>`;

const named = (values: readonly string[]) =>
  [...new Set(values)].sort().map((value) => [value, value] as const);

/** What `check` found, as one HTML document that loads nothing. */
export const findingsToHtml = (verdict: Verdict): string => {
  const { findings, mended } = verdict;
  const pages = [...new Set(findings.map(({ path }) => path))].map((path, index) => {
    const own = findings.filter((finding) => finding.path === path);
    const id = `page-${index + 1}`;
    return { jump: { id, label: `${path} (${own.length})` }, html: section(id, path, own.map(card)) };
  });
  const facets = [
    { label: "Severity", values: named(findings.map(({ severity }) => severity)) },
    { label: "Rule", values: named(findings.map(({ rule }) => rule)) },
  ];
  const [errors, warnings] = [countOf(findings, "error"), countOf(findings, "warning")];
  return htmlDocument({
    title: "What check finds in the documentation",
    lead: `<p class="soft">${htmlText(summaryOf(verdict))}</p>${figures([
      { count: errors, label: errors === 1 ? "error" : "errors", look: look.error },
      { count: warnings, label: warnings === 1 ? "warning" : "warnings", look: look.warning },
      { count: mended.length, label: "mended", look: "create" },
      { count: pages.length, label: pages.length === 1 ? "file" : "files" },
    ])}`,
    jumps: pages.map(({ jump }) => jump),
    main: [
      findings.length === 0 ? "" : filterBar("findings", facets, false),
      ...pages.map(({ html }) => html),
    ],
  });
};
