/** The sign that a field's name stands between, until it is known how its place is written. */
export const hole = "\uE000";

/** The fields that an expression reads. */
export const fieldsIn = (value: string): readonly string[] =>
  [
    ...value
      .replaceAll("{{", "")
      .replaceAll("}}", "")
      .matchAll(/\{([^{}]+)\}/g),
  ].flatMap(([, name]) => name?.replace(/\|rich$/, "") ?? []);

/** A text as a string of a template's code, where `%>` would end it. */
export const quoted = (text: unknown): string => JSON.stringify(text).replaceAll("%", "\\u0025");

/** A text as a template says it. */
export const fixed = (text: string): string => text.replaceAll("<%", "<%%").replaceAll("%>", "%%>");

/** A text that a template says as `fixed` has it. */
export const unfixed = (text: string): string => text.replaceAll("<%%", "<%").replaceAll("%%>", "%>");
