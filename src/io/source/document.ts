import { createHash } from "node:crypto";
import { parseLenientJson } from "../../text/json.ts";
import { ok, type Outcome, refuse } from "../../model/problem.ts";
import type { DataFormat } from "../../config/catalog-settings.ts";
import type { CatalogDocument } from "./types.ts";
import { attempt } from "../../text/attempt.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

// A catalog in JSON never pays for the parsers of the other formats.
const parseText = async (text: string, label: string, format: DataFormat): Promise<Outcome<unknown>> => {
  if (format === "yaml") return (await import("./formats/yaml.ts")).parseYaml(text, label);
  if (format === "toml") return (await import("./formats/toml.ts")).parseToml(text, label);
  return parseLenientJson(text, label);
};

/** Makes a document of a source's bytes. Problems: `catalog-empty`, `catalog-encoding`, `catalog-html`, the parser's. */
export const parseDocument = async (
  bytes: Uint8Array,
  label: string,
  format: DataFormat = "json",
): Promise<Outcome<CatalogDocument>> => {
  const text = attempt(() => decoder.decode(bytes));
  if (text === undefined) {
    return refuse(
      "catalog-encoding",
      label,
      (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
        ? "The catalog is UTF-16, not UTF-8."
        : "The catalog is not valid UTF-8.",
      "Save or serve it as UTF-8.",
    );
  }
  const head = text.slice(0, 1024).trimStart();
  if (head === "" && text.trim() === "") {
    return refuse("catalog-empty", label, "The catalog is empty.", "Name a source that holds the catalog.");
  }
  if (head.startsWith("<")) {
    return refuse(
      "catalog-html",
      label,
      `The source answered with HTML, not ${format.toUpperCase()}.`,
      "Check that it is the address of the API, not of a web page, and that the service is up.",
    );
  }
  const parsed = await parseText(text, label, format);
  if (!parsed.ok) return parsed;
  const digest = createHash("sha256").update(bytes).digest("hex");
  return ok({ value: parsed.value, digest, label, bytes: bytes.length }, parsed.problems);
};
