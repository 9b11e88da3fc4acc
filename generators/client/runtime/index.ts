/** Everything that the generated operations and their callers use. */
export * from "./api.ts";
export * from "./errors.ts";
export { type Ending, sendEvents } from "./events.ts";
export { type Paged, sendPages } from "./pages.ts";
export { type Call, sendAny, sendBinary, sendJson, sendNothing, sendText } from "./request.ts";
export { type ValidationFault, ValidationError, type Validator } from "./validation.ts";
