/** Servers of bare sockets for one test: they do with a connection what the test says, and remember what reached them. */
import { request as ask, createServer as createHttpServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { afterEach } from "@jest/globals";
import { generate } from "selfsigned";

export interface WireServer {
  readonly port: number;
  /** The heads of the requests that arrived, in clear. */
  readonly heads: string[];
}

/** `reset` is for TLS too, whose sockets know only how to end politely. */
export type Answering = (socket: Socket, wire: { readonly head: string; readonly reset: () => void }) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Answers each request as told. With a certificate it speaks TLS. */
export async function wireServer(answering: Answering, certificate?: Certificate): Promise<WireServer> {
  const heads: string[] = [];
  const rawByPort = new Map<number | undefined, Socket>();
  const onSocket = (socket: Socket | TLSSocket) => {
    let text = "";
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = text.slice(0, end);
      text = "";
      heads.push(head);
      answering(socket, { head, reset: () => rawByPort.get(socket.remotePort)?.resetAndDestroy() });
    });
  };
  const server = certificate === undefined ? createServer(onSocket) : createTlsServer(certificate, onSocket);
  server.on("connection", (raw: Socket) => rawByPort.set(raw.remotePort, raw));
  return { port: await listen(server), heads };
}

/** Does with each connection what it is told, before any byte was read. */
export async function bareServer(onSocket: (socket: Socket) => void): Promise<number> {
  return listen(
    createServer((socket) => {
      socket.on("error", () => {});
      onSocket(socket);
    }),
  );
}

/** A port on which nobody listens. */
export async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket.on("close", () => sockets.delete(socket))));
  server.on("tlsClientError", () => {});
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));
}

export const whole = (body = "{}", headers = ""): string =>
  `HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;

export interface ProxyServer {
  readonly port: number;
  /** `CONNECT workspace.test:443`, `GET http://workspace.test/`, with the credentials it was given. */
  readonly asked: { readonly what: string; readonly authorization: string | undefined }[];
}

export interface ProxyHabits {
  /** Where every name leads to. */
  readonly port: number;
  /** Instead of connecting: the text that is sent back, or a deed with the socket. May change while it runs. */
  refuse?: string | ((socket: Socket) => void) | undefined;
}

/** A proxy that takes every name for one port of this machine. */
export async function proxyServer(habits: ProxyHabits): Promise<ProxyServer> {
  const { port } = habits;
  const asked: ProxyServer["asked"] = [];
  const note = ({ method, url, headers }: IncomingMessage) =>
    asked.push({ what: `${method} ${url}`, authorization: headers["proxy-authorization"] });
  const turnedAway = (socket: Socket): boolean => {
    const { refuse } = habits;
    if (refuse === undefined) return false;
    if (typeof refuse === "string") socket.end(refuse);
    else refuse(socket);
    return true;
  };
  const server = createHttpServer((request, response) => {
    note(request);
    if (turnedAway(request.socket)) return;
    const { method, headers } = request;
    const { pathname, search } = new URL(request.url ?? "");
    const onward = ask({ host: "127.0.0.1", port, method, path: `${pathname}${search}`, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward.on("error", () => request.socket.destroy()));
  });
  server.on("connect", (request, socket: Socket) => {
    note(request);
    socket.on("error", () => {});
    if (turnedAway(socket)) return;
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy()).on("close", () => socket.destroy());
  });
  return { port: await listen(server), asked };
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateWishes {
  readonly name: string;
  readonly signedBy?: Certificate;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly isAuthority?: boolean;
}

export async function certificateFor({
  name,
  signedBy,
  notBefore,
  notAfter,
  isAuthority,
}: CertificateWishes): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: notBefore ?? new Date("2020-01-01"),
    notAfterDate: notAfter ?? new Date("2120-01-01"),
    extensions: [
      { name: "basicConstraints", cA: isAuthority === true, critical: true },
      {
        name: "subjectAltName",
        altNames: /^[\d.]+$/.test(name) ? [{ type: 7, ip: name }] : [{ type: 2, value: name }],
      },
    ],
    ...(signedBy === undefined ? {} : { ca: signedBy }),
  });
  return { key: made.private, cert: made.cert };
}
