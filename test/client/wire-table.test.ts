/** What `docs/client-wire.md` says that the client sends is what it sends. */
import { readFileSync } from "node:fs";
import { expect, onTestFinished, test, vi } from "vitest";
import { clientOf, startRecorder } from "./recorder.ts";
import {
  sentBy,
  wireArguments,
  wireDocument,
  wireKeys,
  wireLine,
  wireNames,
  wireRows,
} from "./wire-table.ts";

vi.setConfig({ testTimeout: 120_000 });

test("every style, scheme and body, as the page has it", async () => {
  const recorder = await startRecorder();
  onTestFinished(recorder.close);
  const client = await clientOf(wireDocument, { operationNames: wireNames });
  const options = { baseUrl: recorder.url, apiKey: wireKeys };
  const sent = await sentBy(recorder, (row, index) =>
    client.call(options, `wire.o${index}`, ...wireArguments(row)),
  );
  const page = readFileSync("docs/client-wire.md", "utf8");
  const lines = page
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1);
  // hey-api's cell, which only `npm run bench:wire` can write, comes last.
  const own = (line: string): string => line.replace(/ \| [^|]*(?:\\\|[^|]*)*\|$/, "");
  expect(lines.map(own)).toEqual(wireRows.map((row, index) => own(wireLine(row, sent[index] ?? "", ""))));
  expect(sent.filter((each) => each.startsWith("nothing"))).toEqual([]);
});
