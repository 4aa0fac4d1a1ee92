// How a call to the provider failed, as the engine reads it.

import { createRequire } from "node:module";
import type { ServiceError } from "@grpc/grpc-js";
import { type Bag, requireOfPulumi } from "./operations.ts";

const require = createRequire(import.meta.url);
const proto: typeof import("@pulumi/pulumi/proto/provider_pb.js") = require("@pulumi/pulumi/proto/provider_pb.js");
const { Status }: typeof import("@pulumi/pulumi/proto/status_pb.js") = require("@pulumi/pulumi/proto/status_pb.js");
const { Any }: typeof import("google-protobuf/google/protobuf/any_pb.js") = requireOfPulumi(
  "google-protobuf/google/protobuf/any_pb.js",
);

export interface Failure {
  /** Of gRPC; 2 is the one for "it failed". */
  code: number;
  message: string;
  /** Only after a partial failure: what the engine stores. */
  partial?: { id: string; outs: Bag; reasons: string[] };
}

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && "metadata" in error && "code" in error && "details" in error;

export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call;
  } catch (error) {
    if (!isServiceError(error)) throw error;
    const partial = partialOf(error);
    return { code: error.code, message: error.details, ...(partial && { partial }) };
  }
  throw new Error("the call succeeded");
}

function partialOf({ metadata }: ServiceError): Failure["partial"] {
  const [bytes] = metadata.get("grpc-status-details-bin");
  if (!(bytes instanceof Uint8Array)) return undefined;
  const [detail] = Status.deserializeBinary(new Uint8Array(bytes)).getDetailsList();
  const name = "pulumirpc.ErrorResourceInitFailed";
  const failed = (detail ?? new Any()).unpack(proto.ErrorResourceInitFailed.deserializeBinary, name);
  if (failed === null) return undefined;
  const outs: Bag = failed.getProperties()?.toJavaScript() ?? {};
  return { id: failed.getId(), outs, reasons: failed.getReasonsList() };
}
