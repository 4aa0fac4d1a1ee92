// Pulumi's state in an S3-compatible store: a real server, before which a gate writes down what the CLI sends.

import { expect, test } from "@jest/globals";
import { isAtLeast } from "../../scripts/pulumi/versions.ts";
import { filesIn } from "./files.ts";
import { storiesOf } from "./meeting.ts";
import { keys, type S3, startS3 } from "./s3-server.ts";
import { page } from "./section.ts";

let s3: S3;

const met = storiesOf(async () => {
  s3 = await startS3("ap-southeast-1", "pulumi-states");
  return {
    heading: "OBS, and other S3-compatible stores",
    instead: {
      "https://obs.ap-southeast-1.myhuaweicloud.com": s3.url,
      YOUR_AK: keys.AWS_ACCESS_KEY_ID,
      YOUR_SK: keys.AWS_SECRET_ACCESS_KEY,
    },
    env: { AWS_CA_BUNDLE: s3.authority },
    stored: async () => filesIn(s3.bucket),
    close: () => s3.close(),
  };
});

test("uploads have the form that the page says of this CLI: with or without a checksum behind the body", () => {
  const [, first = "", fixed = ""] = /CLI before (\S+) or from (\S+) on/.exec(page) ?? [];
  const { version } = met().stage.engine;
  const isBetween = isAtLeast(version, first) && !isAtLeast(version, fixed);
  const uploads = s3.requests.filter(({ method, headers }) => method === "PUT" && !headers["x-amz-copy-source"]);
  expect(uploads.length).toBeGreaterThan(3);
  const chunked = uploads.map(({ headers }) => headers["content-encoding"] === "aws-chunked");
  expect(new Set(chunked)).toEqual(new Set([isBetween]));
});

test("the store's own keys are signed with and never sent or stored", async () => {
  const { stage, backend } = met();
  const signed = s3.requests.filter(({ headers }) => headers.authorization?.includes(keys.AWS_ACCESS_KEY_ID));
  expect(signed).toHaveLength(s3.requests.length);
  const everything = JSON.stringify([s3.requests, await backend.stored(), filesIn(`${stage.engine.root}/pulumi-home`)]);
  expect(everything).not.toContain(keys.AWS_SECRET_ACCESS_KEY);
});
