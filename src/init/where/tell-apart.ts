/** Words for what a model is or can do, in the names of values; others say which model it is. */
const telling = new Set(
  "active architecture audio available capabilities capability category deleted deprecated endpoints feature features finetunable image input json kind lifecycle maturity modalities modality mode multimodal output parameters preview public purpose reasoning stage state status stream streaming structured supported supports tag tags task text tool tools tune type video visibility vision".split(
    " ",
  ),
);

/** Whether a value's name says what a model is or can do. */
export const saysSomething = (path: string): boolean =>
  path
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => telling.has(word));

/** Whether it says what kind or state a model is of: what may keep it out of a documentation altogether. */
export const saysKind = (path: string): boolean =>
  /(?:^|\.)(?:is_?|model_?)?(?:active|available|category|deleted|deprecated|endpoints|kind|mode|preview|public|purpose|state|status|task|type|visibility)$/i.test(
    path,
  );
