// A real PostgreSQL with TLS and a password, as a backend of Pulumi: the cluster is new, and nobody else's.

import { execFile } from "node:child_process";
import { chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { postgresFolder } from "../../scripts/backends/postgres.ts";
import { run } from "../../scripts/pulumi/run.ts";
import { certificateFor } from "../unit/workspace/sockets.ts";
import { freePort, ownFolder, type Person, removeFolder, startServer } from "./server.ts";

export interface Postgres {
  readonly port: number;
  readonly password: string;
  /** The file with the authority that signed its certificate. */
  readonly authority: string;
  /** What a query to the database `pulumi` answers, a line a row. */
  query(sql: string): Promise<string>;
  close(): Promise<void>;
}

const password = "postgres-test-password";

export async function startPostgres(): Promise<Postgres> {
  const env = { ...process.env, LC_ALL: "C", PGPASSWORD: password };
  const bin = await postgresFolder({ say: (line) => process.stderr.write(`${line}\n`), env });
  const person = await whoRunsIt(env);
  const folder = ownFolder("postgres", person);
  const authority = await writeSecrets(folder, person);
  const how = { ...person, env, cwd: folder };
  await promisify(execFile)(join(bin, "initdb"), cluster, how);
  const port = await freePort();
  const ready = /database system is ready to accept connections/;
  const server = await startServer(join(bin, "postgres"), settings(folder, port), { ...how, ready });
  const ask = async (database: string, sql: string) => {
    const where = `host=127.0.0.1 port=${port} user=pulumi dbname=${database}`;
    const { exitCode, stdout, stderr } = await run(join(bin, "psql"), [where, "-AtX", "-c", sql], { env });
    if (exitCode !== 0) throw new Error(`psql ended with ${exitCode}: ${stderr}`);
    return stdout.trim();
  };
  const close = async () => {
    await server.stop("SIGINT");
    removeFolder(folder);
  };
  try {
    await ask("postgres", "create database pulumi");
  } catch (error) {
    await close();
    throw error;
  }
  return { port, password, authority, query: (sql) => ask("pulumi", sql), close };
}

/** PostgreSQL refuses to run as root. Debian's package brings a person for it. */
async function whoRunsIt(env: NodeJS.ProcessEnv): Promise<Person> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (kind: string) => Number((await run("id", [kind, "postgres"], { env })).stdout);
  return { uid: await idOf("-u"), gid: await idOf("-g") };
}

const cluster = ["-D", "data", "-U", "pulumi", "-A", "scram-sha-256", "--pwfile=password", "-E", "UTF8", "-N"];

/** Nothing of it has to outlive a crash of the machine, so nothing waits for the disk. */
const settings = (folder: string, port: number): string[] => [
  ...["-D", join(folder, "data")],
  ...["-c", "listen_addresses=127.0.0.1", "-p", `${port}`, "-k", ""],
  ...["-c", "fsync=off", "-c", "ssl=on"],
  ...["-c", `ssl_cert_file=${join(folder, "server.crt")}`, "-c", `ssl_key_file=${join(folder, "server.key")}`],
];

/** What only this server's person may read. Answers the file of the authority. */
async function writeSecrets(folder: string, { uid, gid }: Person): Promise<string> {
  const authority = await certificateFor({ name: "authority of the test", isAuthority: true });
  const own = await certificateFor({ name: "127.0.0.1", signedBy: authority });
  const files = { password, "server.crt": own.cert, "server.key": own.key, "authority.crt": authority.cert };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) chownSync(join(folder, name), uid, gid);
  }
  return join(folder, "authority.crt");
}
