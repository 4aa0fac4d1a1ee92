// Faults that put another answer in the place of the real one.

import * as Type from "../../schemas/type.ts";
import { retryAfterForms } from "../retryAfter.ts";
import { after, Headers, kind, Word } from "./kind.ts";

const strict = { additionalProperties: false };
const ErrorStatus = Type.Integer({ minimum: 200, maximum: 599 });
const Text = Type.String({ maxLength: 100_000 });

export const answers = {
  status: kind(
    { status: ErrorStatus, body: Type.Optional(Type.Unknown()), headers: Type.Optional(Headers), ...after },
    {
      description: "this answer; a body that is a text is sent as it stands, all others as JSON",
      examples: [{ status: 503, body: { error_code: "WKS.0500", error_msg: "busy" }, headers: { "retry-after": "1" } }],
    },
  ),
  refusal: kind(
    {
      refusal: Type.Object(
        {
          code: Word,
          status: Type.Optional(ErrorStatus),
          message: Type.Optional(Text),
          detail: Type.Optional(Text),
          encoded: Type.Optional(Type.Boolean({ description: "with an encoded_authorization_message" })),
          shape: Type.Optional(
            Type.Enum(["flat", "nested"], { description: "{error_code, error_msg}, or {error: {code, message}}" }),
          ),
        },
        strict,
      ),
      ...after,
    },
    {
      description: "an error of the service or its gateway; the status of a code that is known need not be said",
      examples: [
        { refusal: { code: "WKS.00010032" } },
        { refusal: { code: "APIGW.0301" } },
        { refusal: { code: "WKS.00010110", status: 200 }, after: true },
        { refusal: { code: "APIGW.0302", encoded: true, shape: "nested" } },
      ],
    },
  ),
  throttle: kind(
    {
      throttle: Type.Object(
        {
          retryAfter: Type.Enum([...retryAfterForms], { description: "the form of the header Retry-After" }),
          seconds: Type.Optional(Type.Number({ minimum: 0, maximum: 1e9, description: "2 if left out" })),
          status: Type.Optional(Type.Enum([429, 503])),
        },
        strict,
      ),
    },
    {
      description: "429 APIGW.0308 and nothing happens, with Retry-After in any form that is seen in the wild",
      examples: [{ throttle: { retryAfter: "seconds" } }, { throttle: { retryAfter: "past-date", status: 503 } }],
    },
  ),
  redirect: kind(
    {
      redirect: Type.Enum([301, 302, 303, 307, 308]),
      to: Type.Optional(Type.String({ pattern: "^[\\x21-\\x7e]+$", maxLength: 2000 })),
    },
    {
      description: "nothing happens, and the caller is sent elsewhere: to an address, or, without one, to where it is",
      examples: [{ redirect: 307 }, { redirect: 301, to: "http://127.0.0.1:9/v2" }],
    },
  ),
} as const;
