// The engine's requests to a dynamic provider, in and out of plain data.

import { createRequire } from "node:module";
import type { ServiceError } from "@grpc/grpc-js";
import type { IResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";

export type Bag = { [key: string]: JavaScriptValue };

const require = createRequire(import.meta.url);
/** The packages that the SDK itself uses: they are not ours. */
export const requireOfPulumi = createRequire(require.resolve("@pulumi/pulumi"));
const proto: typeof import("@pulumi/pulumi/proto/provider_pb.js") = require("@pulumi/pulumi/proto/provider_pb.js");
const structs: typeof import("google-protobuf/google/protobuf/struct_pb.js") = requireOfPulumi(
  "google-protobuf/google/protobuf/struct_pb.js",
);

type Send<T> = (client: IResourceProviderClient, done: (error: ServiceError | null, answer: T) => void) => void;
export type Call = <T>(send: Send<T>) => Promise<T>;

export interface Operations {
  configure(config: Bag): Promise<void>;
  check(olds: Bag, news: Bag): Promise<{ inputs: Bag; reasons: string[] }>;
  diff(id: string, olds: Bag, news: Bag): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: Bag): Promise<{ id: string; outs: Bag }>;
  /** An empty id: gone. */
  read(id: string, outs: Bag): Promise<{ id: string; outs: Bag; inputs: Bag }>;
  update(id: string, olds: Bag, news: Bag): Promise<Bag>;
  delete(id: string, outs: Bag): Promise<void>;
}

const struct = (bag: Bag): Struct => structs.Struct.fromJavaScript(bag);
const bag = (value: Struct | undefined): Bag => value?.toJavaScript() ?? {};

export const operationsOf = (call: Call): Operations => ({ ...looks(call), ...changes(call) });

function looks(call: Call): Pick<Operations, "configure" | "check" | "diff" | "read"> {
  return {
    async configure(config) {
      const request = new proto.ConfigureRequest().setArgs(struct(config)).setAcceptsecrets(true);
      await call((client, done) => client.configure(request, done));
    },
    async check(olds, news) {
      const request = new proto.CheckRequest().setOlds(struct(olds)).setNews(struct(news));
      const answer = await call<InstanceType<typeof proto.CheckResponse>>((c, done) => c.check(request, done));
      return { inputs: bag(answer.getInputs()), reasons: answer.getFailuresList().map((f) => f.getReason()) };
    },
    async diff(id, olds, news) {
      const request = new proto.DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
      const answer = await call<InstanceType<typeof proto.DiffResponse>>((c, done) => c.diff(request, done));
      const changes = answer.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME;
      return { changes, replaces: answer.getReplacesList() };
    },
    async read(id, outs) {
      const request = new proto.ReadRequest().setId(id).setProperties(struct(outs));
      const answer = await call<InstanceType<typeof proto.ReadResponse>>((c, done) => c.read(request, done));
      return { id: answer.getId(), outs: bag(answer.getProperties()), inputs: bag(answer.getInputs()) };
    },
  };
}

function changes(call: Call): Pick<Operations, "create" | "update" | "delete"> {
  return {
    async create(inputs) {
      const request = new proto.CreateRequest().setProperties(struct(inputs));
      const answer = await call<InstanceType<typeof proto.CreateResponse>>((c, done) => c.create(request, done));
      return { id: answer.getId(), outs: bag(answer.getProperties()) };
    },
    async update(id, olds, news) {
      const request = new proto.UpdateRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
      const answer = await call<InstanceType<typeof proto.UpdateResponse>>((c, done) => c.update(request, done));
      return bag(answer.getProperties());
    },
    async delete(id, outs) {
      const request = new proto.DeleteRequest().setId(id).setProperties(struct(outs));
      await call((client, done) => client.delete(request, done));
    },
  };
}
