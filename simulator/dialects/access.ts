// Who is let in, and what those who are not let in hear.

import type { Dialect } from "./dialect.ts";

export const accessDialects = {
  "skew-code": {
    values: ["APIGW.0301", "APIGW.0303"],
    source: "contradiction 22, the tables of error codes",
    meaning: "the 401 code of a signature that is dated more than 15 minutes off",
  },
  "service-closed": {
    values: ["no", "WKS.00010099", "WKS.00170312"],
    source: "the tables of error codes",
    meaning: "whether Workspace was never opened in the project: 400 service disabled, or 404 tenant not found",
  },
  "no-permission-code": {
    values: ["APIGW.0302", "WKS.0403"],
    source:
      "the tables of error codes (APIGW.0302; no source names a code of the service itself, WKS.0403 is our choice)",
    meaning: "the 403 code of a call that the caller's policy does not allow",
  },
  "authorization-message": {
    values: ["absent", "sent"],
    source: "the tables of error codes (2025+)",
    meaning: "whether a 403 carries encoded_authorization_message",
  },
  "project-header": {
    values: ["ignored", "verified"],
    source: "the signing guide",
    meaning: "X-Project-Id and X-Domain-Id that are not the account's: harmless, or 401",
  },
  "credential-errors": {
    values: ["flat", "keystone"],
    source: "the tables of error codes (two shapes)",
    meaning: "errors of /v3.0/OS-CREDENTIAL: {error_code,error_msg}, or {error:{code,message,title}}",
  },
  "metadata-token": {
    values: ["optional", "required", "absent"],
    source: "the signing guide (silent)",
    meaning: "the cloud server's metadata: with or without a token, only with one, or no tokens are given out",
  },
  "server-agency": {
    values: ["yes", "no"],
    source: "the signing guide (silent)",
    meaning: "whether the cloud server has an agency, without which its metadata shows no keys",
  },
} as const satisfies Record<string, Dialect>;
