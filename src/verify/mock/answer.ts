/** Which behaviour answers which operation. Operations that have none of their own get a made-up answer. */
import { cancelBatch, createBatch, deleteBatch, retrieveBatch } from "./batches.ts";
import { chat } from "./wires/chat.ts";
import {
  cancelUpload,
  completeUpload,
  createFile,
  createPart,
  createUpload,
  deleteFile,
  fileContent,
  retrieveFile,
} from "./files.ts";
import { addLabel, cancelJob, createJob, deleteJob, removeLabel, retrieveJob } from "./jobs.ts";
import { invent } from "./missing.ts";
import { listModels, oneModel } from "./models.ts";
import { inventItems, page } from "./paging.ts";
import { type Call, type Reply, type Stored, type World, successOf } from "./world.ts";
import { embeddings, images, speech, transcription } from "./wires/media.ts";
import { messages } from "./wires/messages.ts";
import { responses } from "./wires/responses.ts";

type Behaviour = (call: Call, world: World) => Reply;

const listOf =
  (kind: "batches" | "jobs" | "files"): Behaviour =>
  (call, world) => {
    const filters = ["purpose", "status"].filter((key) => typeof call.query[key] === "string");
    const matches = (item: Stored): boolean => filters.every((key) => item[key] === call.query[key]);
    return page([...world[kind].values()].filter(matches), call, world);
  };

/** By method and path, without the version and the names of parameters: the ways of OpenAI-compatible services. */
const behaviours: ReadonlyMap<string, Behaviour> = new Map([
  ["post /chat/completions", chat],
  ["post /responses", responses],
  ["post /messages", messages],
  ["post /embeddings", embeddings],
  ["post /audio/speech", speech],
  ["post /audio/transcriptions", transcription],
  ["post /audio/translations", transcription],
  ["post /images/generations", images],
  ["post /images/edits", images],
  ["post /images/variations", images],
  ["post /files", createFile],
  ["get /files", listOf("files")],
  ["get /files/{}", retrieveFile],
  ["get /files/{}/content", fileContent],
  ["delete /files/{}", deleteFile],
  ["post /uploads", createUpload],
  ["post /uploads/{}/parts", createPart],
  ["post /uploads/{}/complete", completeUpload],
  ["post /uploads/{}/cancel", cancelUpload],
  ["post /batches", createBatch],
  ["get /batches", listOf("batches")],
  ["get /async-batches", listOf("batches")],
  ["get /batches/{}", retrieveBatch],
  ["post /batches/{}/cancel", cancelBatch],
  ["delete /batches/{}/delete", deleteBatch],
  ["post /fine_tuning/jobs", createJob],
  ["get /fine_tuning/jobs", listOf("jobs")],
  ["get /fine_tuning/jobs/{}", retrieveJob],
  ["post /fine_tuning/jobs/{}/cancel", cancelJob],
  ["delete /fine_tuning/jobs/{}", deleteJob],
  ["post /fine_tuning/jobs/{}/labels", addLabel],
  ["delete /fine_tuning/jobs/{}/labels", removeLabel],
  ["get /models", listModels],
  ["get /models/{}", oneModel],
  ["delete /models/{}", oneModel],
]);

const keyOf = ({ operation }: Call): string =>
  `${operation.method} ${operation.path.replace(/^\/v\d+(?=\/)/, "").replace(/\{[^}]*\}/g, "{}")}`;

const behave = (call: Call, world: World): Reply => {
  const behaviour = behaviours.get(keyOf(call));
  if (behaviour !== undefined) return behaviour(call, world);
  const items = inventItems(call, world);
  return items === undefined ? invent(call, world) : page(items, call, world);
};

/** Answers a request that was checked, with the status that the document gives a success. */
export const answer = (call: Call, world: World): Reply => {
  const reply = behave(call, world);
  const declared = Number(successOf(call.operation)?.status);
  return reply.status === 200 && declared > 200 ? { ...reply, status: declared } : reply;
};
