// How an error is said: IAM has two ways of its own, and the service and its gateway a third.

import { STATUS_CODES } from "node:http";
import type { Dialects } from "../dialects/choose.ts";
import { codes, type Refusal } from "../model/refusal.ts";

export function errorBody(url: string, refusal: Refusal, dialects: Dialects): object {
  const told = { ...refusal, message: refusal.message.slice(0, longestMessage) };
  const flat = url.startsWith("/v3.0/");
  if (flat && dialects("credential-errors") === "flat") return iamError(told);
  return flat || url.startsWith("/v3/") ? keystoneError(told) : serviceError(told);
}

const longestMessage = 1000;

type Told = Omit<Refusal, "name">;

function keystoneError({ status, message }: Told): object {
  return { error: { code: status, message, title: STATUS_CODES[status] ?? "Error" } };
}

function iamError({ status, message }: Told): object {
  return { error_code: iamCodes[status] ?? "IAM.0011", error_msg: message };
}

const iamCodes: Readonly<Record<number, string>> = {
  401: "IAM.0001",
  403: "IAM.0003",
  404: "IAM.0004",
  500: "IAM.0006",
};

function serviceError(refusal: Told): object {
  const { message, detail, authorizationMessage } = refusal;
  return {
    error_code: refusal.refusal ? refusal.code : codes.badRequest,
    error_msg: message,
    ...(detail === undefined ? {} : { error_detail: detail }),
    ...(authorizationMessage === undefined ? {} : { encoded_authorization_message: authorizationMessage }),
  };
}
