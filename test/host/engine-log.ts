// An engine that does nothing but take log lines, as the real one offers it to its provider processes.

import { createRequire } from "node:module";
import { requireOfPulumi } from "./operations.ts";

const require = createRequire(import.meta.url);
const grpc: typeof import("@grpc/grpc-js") = requireOfPulumi("@grpc/grpc-js");
const {
  EngineService,
}: typeof import("@pulumi/pulumi/proto/engine_grpc_pb.js") = require("@pulumi/pulumi/proto/engine_grpc_pb.js");
const { Empty }: typeof import("google-protobuf/google/protobuf/empty_pb.js") = requireOfPulumi(
  "google-protobuf/google/protobuf/empty_pb.js",
);
const {
  LogSeverity,
}: typeof import("@pulumi/pulumi/proto/engine_pb.js") = require("@pulumi/pulumi/proto/engine_pb.js");
type LogRequest = InstanceType<typeof import("@pulumi/pulumi/proto/engine_pb.js").LogRequest>;

export interface Logged {
  severity: string | undefined;
  message: string;
  urn: string;
  ephemeral: boolean;
}

export interface EngineLog {
  address: string;
  lines: Logged[];
  close(): void;
}

export async function startEngineLog(): Promise<EngineLog> {
  const server = new grpc.Server();
  const lines: Logged[] = [];
  const log = (
    { request }: { request: LogRequest },
    done: (error: null, answer: InstanceType<typeof Empty>) => void,
  ) => {
    const [severity] = Object.entries(LogSeverity).find(([, value]) => value === request.getSeverity()) ?? [];
    const { message, urn, ephemeral } = request.toObject();
    lines.push({ severity, message, urn, ephemeral });
    done(null, new Empty());
  };
  server.addService(EngineService, { log });
  const port = await new Promise<number>((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error === null ? resolve(bound) : reject(error)));
  });
  return { address: `127.0.0.1:${port}`, lines, close: () => server.forceShutdown() };
}
