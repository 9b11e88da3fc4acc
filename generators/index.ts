import { clientOutput } from "./client/output.ts";
import { counterOutput } from "./counter/output.ts";
import { documentOutput } from "./document/output.ts";
import { mentionOutput } from "./mention/output.ts";
import { navigationOutput } from "./navigation/output.ts";
import type { Output } from "./output.ts";
import { referenceOutput } from "./reference/output.ts";
import { samplesOutput } from "./samples/output.ts";
import { sectionOutput } from "./section/output.ts";
import { snippetOutput } from "./snippet/output.ts";
import { tableOutput } from "./table/output.ts";

/** Every kind of output, in the order of reports; a page with places of several kinds counts as the first of them. */
export const outputs: readonly Output[] = [
  snippetOutput,
  sectionOutput,
  tableOutput,
  counterOutput,
  navigationOutput,
  mentionOutput,
  referenceOutput,
  documentOutput,
  samplesOutput,
  clientOutput,
];
