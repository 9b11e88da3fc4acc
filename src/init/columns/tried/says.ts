const positive =
  /^(?:yes|true|y|x|✓|✔\ufe0f?|✅|☑\ufe0f?|🟢|:(?:white_)?check(?:_mark|ed)?:|:heavy_check_mark:|supported|<(?:Check|Yes)[A-Za-z]*(?:\s[^<>]*)?\/>)$/iu;

const negative =
  /^(?:no|false|n|not supported|none|<(?:Cross|No)[A-Za-z]*(?:\s[^<>]*)?\/>|:(?:x|no_entry|cross_mark)[a-z_]*:)$/iu;

/** Whether a text says yes, or that it says no. */
export const saysYes = (text: string): boolean => positive.test(text);
export const saysNo = (text: string): boolean => negative.test(text);

/** Whether a text says yes or no rather than what something is called. */
export const isMark = (text: string): boolean =>
  positive.test(text) || negative.test(text) || !/[\p{L}\p{N}]/u.test(text);

/** Whether a text is an amount: `128K`, `$0.50`, `25 MB`. */
export const isAmount = (text: string): boolean => /^\p{Sc}?\d[\d,.]*\s?\p{L}{0,6}$/u.test(text);
