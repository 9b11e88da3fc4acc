// Lives in the network of the snippets: opens sockets there and hands them to the process that has the mock.
import { createServer } from "node:net";

process.on("message", () => {
  const server = createServer();
  server.listen(0, "127.0.0.1", () => process.send("socket", server, () => server.close()));
});
process.on("disconnect", () => process.exit());
process.send("ready");
