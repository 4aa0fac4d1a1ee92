/**
 * The engine's own log, as its dynamic-provider host can reach it. The address is the host's second argument and the
 * client lies beside the host's script; both are internals of @pulumi/pulumi, pinned by a host test. Without an answer the
 * lines go to stdout.
 */
import { createRequire } from "node:module";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";

export interface LogLine {
  readonly severity: "info" | "warning";
  readonly message: string;
  readonly urn?: string;
  /** Live text in the row of the resource, gone with the next line. */
  readonly ephemeral?: boolean;
}

/** True when the engine has taken the line. */
export type EngineLog = (line: LogLine) => Promise<boolean>;

export interface HostProcess {
  /** The script of the dynamic-provider host. */
  readonly script: string | undefined;
  readonly engineAddress: string | undefined;
}

const answerWithinMs = 5_000;
const severities = { info: 1, warning: 2 } as const;

export function connectEngineLog({ script, engineAddress }: HostProcess): EngineLog {
  if (script === undefined || engineAddress === undefined || !/^[\w.[\]:-]+:\d+$/.test(engineAddress))
    return async () => false;
  try {
    return logThrough(createRequire(script), engineAddress);
  } catch {
    return async () => false;
  }
}

interface Stubs {
  readonly EngineClient: new (address: string, credentials: unknown) => EngineClient;
  readonly LogRequest: new () => LogRequest;
}

function logThrough(require: NodeJS.Require, address: string): EngineLog {
  const { LogRequest, EngineClient }: Stubs = {
    ...require("../../proto/engine_pb.js"),
    ...require("../../proto/engine_grpc_pb.js"),
  };
  const grpc = require("@grpc/grpc-js");
  const client = new EngineClient(address, grpc.credentials.createInsecure());
  return (line) =>
    new Promise((resolve) => {
      const request = filled(new LogRequest(), line);
      const deadline = { deadline: Date.now() + answerWithinMs };
      client.log(request, new grpc.Metadata(), deadline, (error: unknown) =>
        resolve(error === null || error === undefined),
      );
    });
}

function filled(request: LogRequest, { severity, message, urn, ephemeral }: LogLine): LogRequest {
  request.setSeverity(severities[severity]);
  request.setMessage(message);
  if (urn !== undefined) request.setUrn(urn);
  request.setEphemeral(ephemeral === true);
  return request;
}
