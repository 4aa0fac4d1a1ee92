// What calls on the users of a pool answer.

import Type from "typebox";
import { Count, Text, UtcTime } from "./shared.ts";

export const UserList = Type.Object({
  objects: Type.Array(Type.Object({ object_id: Text, object_type: Text, object_name: Text, created_at: UtcTime })),
  total_count: Count,
});
