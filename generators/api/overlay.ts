import { ok, type Outcome } from "../../src/problem.ts";
import type { JsonValue } from "./json.ts";
export const applyOverlay = (document: JsonValue, _overlay: JsonValue, _label: string): Outcome<JsonValue> =>
  ok(document);
