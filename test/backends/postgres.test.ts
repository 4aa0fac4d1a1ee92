// Pulumi's state in a real PostgreSQL, over TLS and with a password.

import { expect, test } from "@jest/globals";
import { filesWith } from "../engine/office.ts";
import { storiesOf } from "./meeting.ts";
import { type Postgres, startPostgres } from "./postgres-server.ts";

let postgres: Postgres;

/** Keys begin with the database's name, since it stands where a folder in a bucket would. */
const rows =
  "select json_object_agg(regexp_replace(key, '^pulumi/', ''), convert_from(decode(data->>'data', 'base64'), 'UTF8')) from pulumi_state";

const met = storiesOf(async () => {
  postgres = await startPostgres();
  return {
    heading: "PostgreSQL",
    instead: {
      "db.example.com:5432": `127.0.0.1:${postgres.port}`,
      "/etc/ssl/certs/database-ca.pem": postgres.authority,
      YOUR_PASSWORD: postgres.password,
    },
    stored: async () => JSON.parse(await postgres.query(rows)),
    close: () => postgres.close(),
  };
});

test("the database's password comes from the environment and is written nowhere", async () => {
  expect(filesWith(met().stage.engine, postgres.password)).toEqual([]);
  expect(filesWith(met().stage.engine, `127.0.0.1:${postgres.port}`).join()).toContain("credentials.json");
});
