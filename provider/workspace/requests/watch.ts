/** Follows one request: how far it has come, and an end when it takes too long or its answer grows too large. */
import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Course } from "./transport-failure.ts";

/** Real time, whatever the clock says: a virtual clock cannot see a silent socket. */
export interface Timeouts {
  /** Name look-up, connection, the way through a proxy and the handshake. Default 10 s. */
  readonly connectMs: number;
  /** From the beginning to the last byte of the answer: one that drips must end as well. Default 60 s. */
  readonly answerMs: number;
}

export const defaultTimeouts: Timeouts = { connectMs: 10_000, answerMs: 60_000 };

/** The largest list page of the service (1000 desktops) is about 2 MB. Counted after unpacking. */
export const largestAnswerBytes = 20_000_000;

/** The events of a request that tell how far it is, as got tells them. */
export interface RequestEvents {
  on(event: "request", listener: (request: ClientRequest) => void): unknown;
  on(event: "downloadProgress", listener: (progress: Progress) => void): unknown;
}

interface Progress {
  readonly transferred: number;
  /** Of an answer that says its length and is not packed. */
  readonly total?: number | undefined;
}

export interface Watch {
  /** Ends the request. */
  readonly signal: AbortSignal;
  follow(events: RequestEvents): void;
  course(): Omit<Course, "to">;
  /** Has to be called when the request is over, however it ended. */
  close(): void;
}

/** `made` knows the sockets whose connection was seen to be made: one that waited in a queue may get a used one. */
export function watchRequest({ connectMs, answerMs }: Timeouts, made: WeakSet<Socket>): Watch {
  const ending = new AbortController();
  let course: Omit<Course, "to"> = { stage: "connecting", answerBytes: 0 };
  const end = (ended: NonNullable<Course["ended"]>, limit: number) => {
    course = { ...course, ended, limit };
    ending.abort();
  };
  const whole = setTimeout(end, answerMs, "no end", answerMs);
  let connecting: NodeJS.Timeout | undefined;

  const connected = (socket: Socket) => {
    made.add(socket);
    clearTimeout(connecting);
    course = { ...course, stage: "sent" };
  };
  const onSocket = (request: ClientRequest, socket: Socket) => {
    const waitsFor = eventOfConnection(request, socket, made);
    if (waitsFor === undefined) return connected(socket);
    connecting = setTimeout(end, connectMs, "no connection", connectMs);
    socket.once(waitsFor, () => connected(socket));
  };
  const onProgress = ({ transferred, total = 0 }: Progress) => {
    course = { ...course, stage: "answering", answerBytes: transferred };
    if (Math.max(transferred, total) > largestAnswerBytes) end("too large", largestAnswerBytes);
  };
  return {
    signal: ending.signal,
    follow(events) {
      events.on("request", (request) => {
        if (request.socket) onSocket(request, request.socket);
        else request.once("socket", (socket) => onSocket(request, socket));
      });
      events.on("downloadProgress", onProgress);
    },
    course: () => course,
    close: () => {
      clearTimeout(whole);
      clearTimeout(connecting);
    },
  };
}

/** Nothing of a request is written before this event; without one it may be on its way at once. */
function eventOfConnection(request: ClientRequest, socket: Socket, made: WeakSet<Socket>): string | undefined {
  if (request.reusedSocket || made.has(socket)) return undefined;
  if (socket instanceof TLSSocket) return "secureConnect";
  return socket.connecting ? "connect" : undefined;
}
