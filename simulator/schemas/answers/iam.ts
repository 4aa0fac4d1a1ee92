// What IAM answers.

import Type from "typebox";
import { Text } from "./shared.ts";

export const TokenAnswer = Type.Object({
  token: Type.Object({ expires_at: Text, issued_at: Text, user: Type.Object({ name: Text }) }),
});

export const ProjectList = Type.Object({ projects: Type.Array(Type.Object({ id: Text, name: Text })) });
