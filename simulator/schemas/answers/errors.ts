// How errors look: those of the service and its gateway, and those of IAM.

import Type from "typebox";
import { Text } from "./shared.ts";

export const ServiceError = Type.Object({
  error_code: Type.String({ minLength: 1, maxLength: 12 }),
  error_msg: Type.String({ minLength: 1, maxLength: 1000 }),
  error_detail: Type.Optional(Type.String({ maxLength: 1000 })),
});

export const IamError = Type.Object({ error: Type.Object({ code: Type.Integer(), message: Text }) });

export const ErrorBody = Type.Union([ServiceError, IamError]);
