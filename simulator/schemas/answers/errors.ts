// How errors look: those of the service and its gateway, and those of IAM.

import * as Type from "../type.ts";
import { Answer, sometimes, Text } from "./shared.ts";

const ErrorText = Type.String({ minLength: 1, maxLength: 1000 });

export const ServiceError = Answer("ServiceError", {
  error_code: Type.String({ minLength: 1, maxLength: 12 }),
  error_msg: ErrorText,
  ...sometimes({ error_detail: ErrorText, encoded_authorization_message: Text }),
});

const IamError = Answer("IamError", {
  error: Answer("IamErrorCause", { code: Type.Integer(), message: Text, ...sometimes({ title: Text }) }),
});

/** A cloud server's metadata say it in plain words. */
export const MetadataError = Type.String({ minLength: 1 });

export const ErrorBody = Type.Union([ServiceError, IamError]);
