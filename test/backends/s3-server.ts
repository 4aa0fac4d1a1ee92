// A real S3-compatible server as a backend of Pulumi, and before it a gate with TLS through which every request goes, so that a story
// can say what the CLI sends: it sends another form without TLS. The bucket is a folder: what is stored can be read past the server.

import { mkdirSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import { s3Program } from "../../scripts/backends/s3.ts";
import { type Certificate, certificateFor } from "../unit/workspace/sockets.ts";
import { freePort, ownFolder, removeFolder, startServer } from "./server.ts";

export interface S3 {
  readonly url: string;
  /** The file with the authority that signed its certificate. */
  readonly authority: string;
  /** The folder that is the bucket. */
  readonly bucket: string;
  /** All requests so far. */
  readonly requests: readonly Request[];
  close(): Promise<void>;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
}

export const keys = { AWS_ACCESS_KEY_ID: "S3TESTAK", AWS_SECRET_ACCESS_KEY: "s3-test-secret-key" };

export async function startS3(region: string, bucket: string): Promise<S3> {
  const env = { ...process.env, ...keys, AWS_REGION: region };
  const program = await s3Program({ say: (line) => process.stderr.write(`${line}\n`), env: process.env });
  const folder = ownFolder("s3");
  const [data, metadata] = [join(folder, "data"), join(folder, "metadata")];
  for (const made of [metadata, join(data, bucket)]) mkdirSync(made, { recursive: true });
  const port = await freePort();
  const signer = await certificateFor({ name: "authority of the test", isAuthority: true });
  const authority = join(folder, "authority.crt");
  writeFileSync(authority, signer.cert);
  const gate = await openGate(port, await certificateFor({ name: "127.0.0.1", signedBy: signer }));
  const args = [`127.0.0.1:${port}`, data, metadata];
  const server = await startServer(program, args, { env, cwd: folder, ready: /listening/ });
  return {
    url: gate.url,
    authority,
    bucket: join(data, bucket),
    requests: gate.requests,
    async close() {
      await gate.close();
      await server.stop("SIGTERM");
      removeFolder(folder);
    },
  };
}

/** Hands every request on as it came, `Host` included, since that is signed. */
async function openGate(port: number, certificate: Certificate) {
  const requests: Request[] = [];
  const gate = createServer(certificate, (from, answer) => {
    const { method = "", url: path = "", headers } = from;
    requests.push({ method, path, headers });
    const onward = request({ host: "127.0.0.1", port, method, path, headers }, (back) => {
      answer.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(answer);
    });
    onward.once("error", () => answer.destroy());
    from.pipe(onward);
  });
  await new Promise<void>((resolve) => gate.listen(0, "127.0.0.1", resolve));
  const address = gate.address();
  const own = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `https://127.0.0.1:${own}`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        gate.close(() => resolve());
        gate.closeAllConnections();
      }),
  };
}
