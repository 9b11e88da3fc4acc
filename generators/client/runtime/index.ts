/** Everything that the generated operations and their callers use. */
export type { Call } from "./address.ts";
export * from "./api.ts";
export { chosenBody, formBody, jsonBody, linesBody, multipartBody, rawBody, styledForm } from "./body.ts";
export * from "./errors.ts";
export { type Ending, sendEvents } from "./events.ts";
export { bigints, digits, fromDigits, type Integers } from "./integers.ts";
export { sendLines } from "./lines.ts";
export { styledMultipart } from "./multipart.ts";
export { type Paged, sendPages } from "./pages.ts";
export {
  sendAny,
  sendBinary,
  sendJson,
  sendNothing,
  sendOptional,
  sendText,
} from "./request.ts";
export { validateBy } from "./schema.ts";
export { serverUrl } from "./server.ts";
export {
  commaStyle,
  cookieText,
  deepStyle,
  explodedHeader,
  formStyle,
  jsonHeader,
  jsonPath,
  jsonStyle,
  labelPath,
  matrixPath,
  numberedStyle,
  pipeStyle,
  repeatedStyle,
  reservedStyle,
  simplePath,
  spaceStyle,
} from "./styles.ts";
export type { ValidationFault } from "./api.ts";
export { ValidationError, type Validator } from "./validation.ts";
