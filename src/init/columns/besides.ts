import { sharedEnd, sharedStart } from "../../text/shared-start.ts";
import { choiceName } from "../catalog/field-name.ts";
import type { TextDraft } from "../types.ts";

/** A text that says more of some models, as one expression: what it says besides is a field of its own. */
export const withPart = (draft: TextDraft): TextDraft => {
  const { when, otherwise = "", ...plain } = draft;
  const { value, fields } = plain;
  if (when === undefined) return draft;
  const start = sharedStart(value, otherwise);
  const end = sharedEnd(value.slice(start), otherwise.slice(start));
  const [yes, no] = [value, otherwise].map((text) => text.slice(start, text.length - end));
  if (yes === undefined || no === undefined || /[{}]/.test(yes + no)) return draft;
  const name = choiceName(when, yes, no);
  return {
    ...plain,
    value: `${value.slice(0, start)}{${name}}${value.slice(value.length - end)}`,
    fields: { ...fields, [name]: { value: yes, when, otherwise: no } },
  };
};
